import type { Vocabulary } from "../../src/core/index.ts";
import type { Run, TraceEvent } from "../../src/sim/index.ts";

/**
 * What ought to happen now and then in a suite's storms, by name, and how to see it in one run: called with each event,
 * it says what that event is a case of.
 */
export interface Sightings<V extends Vocabulary, Name extends string = string> {
  readonly names: readonly Name[];
  readonly watch: () => (event: TraceEvent<V>) => Name | null;
}

const troubles = [
  "a node crashes",
  "a node dies in the middle of a step",
  "a node restarts",
  "a node is paused",
  "a message is lost",
  "a message is delivered twice",
  "a message overtakes another",
  "a partition or a cut stops a message",
  "a message finds its receiver down",
] as const;

type Trouble = (typeof troubles)[number];

/** What the world does to nodes and messages, whatever the protocol. */
export function troublesSeen<V extends Vocabulary>(): Sightings<V, Trouble> {
  return { names: troubles, watch: troubleWatch };
}

function troubleWatch<V extends Vocabulary>(): (event: TraceEvent<V>) => Trouble | null {
  const down = new Set<number>();
  const latest = new Map<number, number>();
  let previous: TraceEvent<V> | null = null;
  return (event) => {
    const before = previous;
    previous = event;
    switch (event.kind) {
      case "crash": {
        down.add(event.node);
        const isEffect = before?.kind === "send" || before?.kind === "persist" || before?.kind === "decide";
        return isEffect && before.at === event.at && before.node === event.node
          ? "a node dies in the middle of a step"
          : "a node crashes";
      }
      case "start":
        return down.has(event.node) ? "a node restarts" : null;
      case "pause":
        return "a node is paused";
      case "deliver": {
        const link = event.from * 1_000 + event.node;
        const last = latest.get(link) ?? -1;
        if (event.id > last) latest.set(link, event.id);
        if (event.id === last) return "a message is delivered twice";
        return event.id < last ? "a message overtakes another" : null;
      }
      case "drop":
        if (event.why === "loss") return "a message is lost";
        return event.why === "partition"
          ? "a partition or a cut stops a message"
          : "a message finds its receiver down";
      default:
        return null;
    }
  };
}

/** In how many runs each thing was seen. */
export class LogSightings<V extends Vocabulary> {
  readonly #sightings: readonly Sightings<V>[];
  readonly #counts: Map<string, number>;
  #runs = 0;

  constructor(...sightings: readonly Sightings<V>[]) {
    this.#sightings = sightings;
    this.#counts = new Map(sightings.flatMap(({ names }) => names.map((name) => [name, 0])));
  }

  note({ trace }: Run<V>): void {
    const seen = new Set<string>();
    const watches = this.#sightings.map(({ watch }) => watch());
    for (const event of trace.events) {
      for (const watch of watches) {
        const name = watch(event);
        if (name !== null) seen.add(name);
      }
    }
    for (const name of seen) this.#counts.set(name, this.#counts.get(name)! + 1);
    this.#runs++;
  }

  get neverSeen(): readonly string[] {
    return [...this.#counts].filter(([, count]) => count === 0).map(([name]) => name);
  }

  get report(): string {
    return [...this.#counts].map(([name, count]) => `${name}: in ${count} of ${this.#runs} runs`).join("\n");
  }
}
