import { sparseDifference } from "../../src/core/index.ts";
import type { Message, Raft } from "../../src/protocols/raft/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a client is answered",
  "leaders change",
  "an election is lost",
  "a candidate is refused for its log",
  "a follower's log lacks entries",
  "a follower's log has a conflicting term",
  "conflicting entries are dropped",
  "an entry of an earlier term is committed along with one of the leader's own",
  "several entries go together",
  "a command stands in the log twice",
  "a laggard gets a snapshot",
  "a node restarts from a snapshot",
  "a command is forwarded",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms over Raft. */
export function raftSightings<S, C, R>(): Sightings<Raft<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<S, C, R>();
      const onDisk = diskWatch<S, C, R>();
      return (event: TraceEvent<Raft<S, C, R>>) => {
        switch (event.kind) {
          case "send":
            return inMessage(event.message);
          case "persist":
            return onDisk(event.node, event.value);
          case "start":
            return (event.persisted?.snapshot.lastApplied ?? 0) > 0
              ? "a node restarts from a snapshot"
              : null;
          case "decide": {
            const { decision } = event;
            if (decision.kind === "answered") return "a client is answered";
            if (decision.kind !== "applied") return null;
            if (decision.content.kind === "command" && decision.executed.length === 0) {
              return "a command stands in the log twice";
            }
            return onDisk.termOf(event.node) > decision.term
              ? "an entry of an earlier term is committed along with one of the leader's own"
              : null;
          }
          default:
            return null;
        }
      };
    },
  };
}

function diskWatch<S, C, R>() {
  const disks = new Map<number, Raft<S, C, R>["persisted"]>();
  const watch = (node: number, disk: Raft<S, C, R>["persisted"]): Name | null => {
    const before = disks.get(node);
    disks.set(node, disk);
    if (before === undefined) return null;
    const lost = sparseDifference(disk.log.entries, before.log.entries).set;
    return lost.some(({ index }) => index > disk.log.base.index) ? "conflicting entries are dropped" : null;
  };
  return Object.assign(watch, { termOf: (node: number) => disks.get(node)?.currentTerm ?? 0 });
}

function messageWatch<S, C, R>(): (message: Message<S, C, R>) => Name | null {
  const terms = new Set<number>();
  let highest = { index: 0, term: 0 };
  return (message) => {
    switch (message.kind) {
      case "append-entries":
        terms.add(message.term);
        if (message.entries.length > 1) return "several entries go together";
        return terms.size > 1 ? "leaders change" : null;
      case "append-entries-reply":
        if (message.outcome.kind !== "conflict") return null;
        return message.outcome.conflictTerm === null
          ? "a follower's log lacks entries"
          : "a follower's log has a conflicting term";
      case "request-vote": {
        const { lastLogIndex: index, lastLogTerm: term } = message;
        const isWorse = term < highest.term || (term === highest.term && index < highest.index);
        if (!isWorse) highest = { index, term };
        return isWorse ? "a candidate is refused for its log" : null;
      }
      case "request-vote-reply":
        return message.voteGranted ? null : "an election is lost";
      case "install-snapshot":
        return "a laggard gets a snapshot";
      case "forward":
        return "a command is forwarded";
      default:
        return null;
    }
  };
}
