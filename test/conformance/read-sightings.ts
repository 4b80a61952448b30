import type { MapPaxos } from "./multi-paxos-candidate.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a leader answers by its lease, in the very step in which it is asked",
  "a leader answers by its lease later",
  "another node answers, told by the leader how far to go",
  "a leader answers by quorum",
  "another node answers by quorum",
  "a read by quorum waits for what it is told of",
  "a read by quorum goes through the log in the end",
] as const;

type Name = (typeof names)[number];
type Event = TraceEvent<MapPaxos>;

/** What ought to happen now and then in storms with reads. */
export const readSightings: Sightings<MapPaxos, Name> = {
  names,
  watch() {
    const leading = new Set<number>();
    const byQuorum = new Set<string>();
    let previous: Event | null = null;
    return (event) => {
      const before = previous;
      previous = event;
      if (event.kind === "send" && event.message.kind === "heartbeat") leading.add(event.node);
      if (event.kind === "send" && event.message.kind === "alive") leading.delete(event.node);
      if (event.kind === "start") leading.delete(event.node);
      if (event.kind === "request" && event.request.kind === "read" && event.request.by === "quorum") {
        byQuorum.add(nameOf(event.request));
      }
      if (event.kind !== "decide") return null;
      const { decision } = event;
      if (decision.kind === "answered" && byQuorum.has(nameOf(decision))) {
        return "a read by quorum goes through the log in the end";
      }
      if (decision.kind !== "read") return null;
      const isLeader = leading.has(event.node);
      if (decision.by === "lease") {
        if (!isLeader) return "another node answers, told by the leader how far to go";
        return before?.kind === "request" && before.at === event.at
          ? "a leader answers by its lease, in the very step in which it is asked"
          : "a leader answers by its lease later";
      }
      if (before?.kind === "decide" && before.decision.kind === "applied") {
        return "a read by quorum waits for what it is told of";
      }
      return isLeader ? "a leader answers by quorum" : "another node answers by quorum";
    };
  },
};

const nameOf = ({ client, sequence }: { readonly client: number; readonly sequence: number }): string =>
  `${client}.${sequence}`;
