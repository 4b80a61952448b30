import type { Run } from "../../src/sim/index.ts";
import type { SingleDecree } from "../../src/protocols/single-decree/index.ts";

/** Things that ought to happen now and then in random runs; a suite that never sees them tests nothing. */
const sightings = [
  "a value is decided",
  "a prepare or an accept is refused",
  "a promise reports an accepted value",
  "a proposer adopts another's value",
  "a proposer needs a second ballot",
  "a restarted acceptor finds its promise on disk",
  "a node dies in the middle of a step",
  "a message is lost",
  "a message is delivered twice",
  "a partition stops a message",
  "a message finds its receiver down",
  "a node is paused",
] as const;

export type Sighting = (typeof sightings)[number];

/** In how many runs each thing was seen. */
export class Logbook {
  readonly #counts = new Map<Sighting, number>(sightings.map((sighting) => [sighting, 0]));

  note(run: Run<SingleDecree<string>>): void {
    for (const sighting of seenIn(run)) this.#counts.set(sighting, this.count(sighting) + 1);
  }

  count(sighting: Sighting): number {
    return this.#counts.get(sighting) ?? 0;
  }

  get neverSeen(): readonly Sighting[] {
    return sightings.filter((sighting) => this.count(sighting) === 0);
  }

  report(runs: number): string {
    return sightings.map((sighting) => `${sighting}: in ${this.count(sighting)} of ${runs} runs`).join("\n");
  }
}

function seenIn(run: Run<SingleDecree<string>>): ReadonlySet<Sighting> {
  const seen = new Set<Sighting>();
  const delivered = new Set<number>();
  const wishes = new Set<string>();
  const { events } = run.trace;
  for (const [index, event] of events.entries()) {
    switch (event.kind) {
      case "decide":
        seen.add("a value is decided");
        break;
      case "request":
        wishes.add(`${event.node} ${event.request.value}`);
        break;
      case "pause":
        seen.add("a node is paused");
        break;
      case "start":
        if (event.persisted?.acceptor.promised) seen.add("a restarted acceptor finds its promise on disk");
        break;
      case "crash": {
        const before = events[index - 1];
        const isMidStep = before?.at === event.at && (before.kind === "send" || before.kind === "persist");
        if (isMidStep && before.node === event.node) seen.add("a node dies in the middle of a step");
        break;
      }
      case "deliver":
        if (delivered.has(event.id)) seen.add("a message is delivered twice");
        delivered.add(event.id);
        break;
      case "drop":
        if (event.why === "loss") seen.add("a message is lost");
        else if (event.why === "partition") seen.add("a partition stops a message");
        else seen.add("a message finds its receiver down");
        break;
      case "send": {
        const { message } = event;
        if (message.kind === "nack") seen.add("a prepare or an accept is refused");
        if (message.kind === "promise" && message.accepted) seen.add("a promise reports an accepted value");
        if (message.kind === "prepare" && message.ballot.round > 1)
          seen.add("a proposer needs a second ballot");
        const isAdopted = message.kind === "accept" && !wishes.has(`${event.node} ${message.value}`);
        if (isAdopted) seen.add("a proposer adopts another's value");
        break;
      }
      case "timer":
      case "persist":
      case "set-timer":
      case "cancel-timer":
      case "resume":
      case "partition":
      case "cut":
      case "heal":
        break;
    }
  }
  return seen;
}
