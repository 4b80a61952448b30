import type { Run, TraceEvent } from "../../src/sim/index.ts";
import type { KeyValueCommand, KeyValueState } from "../../src/protocols/services/index.ts";
import { commandsIn, type MultiPaxos, type SlotProposal } from "../../src/protocols/multi-paxos/index.ts";

export type V = MultiPaxos<KeyValueState, KeyValueCommand, string | null | boolean>;
type Event = TraceEvent<V>;

/** What ought to happen now and then in storms over Multi-Paxos, and how to see it in a trace. */
const sightings: Readonly<Record<string, (events: readonly Event[]) => boolean>> = {
  "a client is answered": has((event) => event.kind === "decide" && event.decision.kind === "answered"),
  "leaders change": (events) =>
    new Set(events.map((event) => messageOf(event, "heartbeat")?.ballot.round)).size > 2,
  "a promise reports accepted proposals": has((event) => openIn(event).length > 0),
  "a leader adopts what another proposed": (events) => {
    const open = new Set(events.flatMap((event) => openIn(event).map(({ value }) => JSON.stringify(value))));
    return events.some((event) => {
      const accept = messageOf(event, "accept");
      return (
        accept?.value.kind === "commands" && accept.ballot.round > 1 && open.has(JSON.stringify(accept.value))
      );
    });
  },
  "a gap is filled with a no-op": has((event) => messageOf(event, "accept")?.value.kind === "no-op"),
  "a command is chosen in two slots": (events) => {
    const slots = new Map<string, number>();
    return events.some((event) => {
      if (event.kind !== "decide" || event.decision.kind !== "applied") return false;
      const { slot, value } = event.decision;
      return commandsIn(value).some(({ client, sequence }) => {
        const name = `${client}.${sequence}`;
        const first = slots.get(name) ?? slot;
        slots.set(name, first);
        return first !== slot;
      });
    });
  },
  "a laggard catches up": has((event) => messageOf(event, "catch-up") !== null),
  "a laggard gets a snapshot": has((event) => messageOf(event, "snapshot") !== null),
  "a candidate gets a snapshot": has((event) => (messageOf(event, "promise")?.snapshot ?? null) !== null),
  "a node restarts from a snapshot": has(
    (event) => event.kind === "start" && (event.persisted?.snapshot.next ?? 0) > 0,
  ),
  "a command is forwarded": has((event) => messageOf(event, "forward") !== null),
  "a nack is sent": has((event) => messageOf(event, "nack") !== null),
  "a node crashes": has((event) => event.kind === "crash"),
};

function has(happens: (event: Event) => boolean): (events: readonly Event[]) => boolean {
  return (events) => events.some(happens);
}

type Message = V["message"];

function messageOf<K extends Message["kind"]>(event: Event, kind: K): Extract<Message, { kind: K }> | null {
  if (event.kind !== "send" || event.message.kind !== kind) return null;
  return event.message as Extract<Message, { kind: K }>;
}

function openIn(event: Event): readonly SlotProposal<KeyValueCommand>[] {
  const promise = messageOf(event, "promise");
  return promise === null ? [] : promise.accepted.filter(({ slot }) => slot >= promise.chosenBelow);
}

/** In how many runs each thing was seen. */
export class LogSightings {
  readonly #counts = new Map(Object.keys(sightings).map((name) => [name, 0]));

  note(run: Run<V>): void {
    for (const [name, isSeen] of Object.entries(sightings)) {
      if (isSeen(run.trace.events)) this.#counts.set(name, this.#counts.get(name)! + 1);
    }
  }

  get neverSeen(): readonly string[] {
    return [...this.#counts].filter(([, count]) => count === 0).map(([name]) => name);
  }

  report(runs: number): string {
    return [...this.#counts].map(([name, count]) => `${name}: in ${count} of ${runs} runs`).join("\n");
  }
}
