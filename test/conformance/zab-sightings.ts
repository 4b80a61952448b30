import { compareZxids, type Message, type Zab, type Zxid } from "../../src/protocols/zab/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a client is answered",
  "epochs change",
  "an epoch is accepted that no leader comes to broadcast in",
  "what a deposed leader proposed is discarded",
  "a new leader commits what the one before proposed",
  "a follower comes late",
  "a process restarts from a snapshot",
  "a laggard gets a snapshot",
  "a request is forwarded",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms over Zab. */
export function zabSightings<S, C, R>(): Sightings<Zab<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<S, C, R>();
      const lengths = new Map<number, number>();
      let starting = -1;
      return (event: TraceEvent<Zab<S, C, R>>) => {
        const hasStarted = "node" in event && event.node === starting;
        starting = event.kind === "start" ? event.node : -1;
        if (event.kind === "send") return inMessage(event.message);
        if (event.kind === "persist") {
          const { length } = event.value;
          const before = lengths.get(event.node) ?? 0;
          lengths.set(event.node, length);
          return length < before ? "what a deposed leader proposed is discarded" : null;
        }
        if (event.kind !== "decide") return null;
        const { decision } = event;
        if (decision.kind === "answered") return "a client is answered";
        if (decision.kind !== "restored") return null;
        return hasStarted ? "a process restarts from a snapshot" : "a laggard gets a snapshot";
      };
    },
  };
}

function messageWatch<S, C, R>(): (message: Message<S, C, R>) => Name | null {
  const accepted = new Set<number>();
  const begun = new Set<number>();
  let delivered: Zxid = { epoch: 0, counter: 0 };
  return (message) => {
    switch (message.kind) {
      case "newepoch": {
        accepted.add(message.epoch);
        return [...accepted].some((epoch) => epoch < message.epoch && !begun.has(epoch))
          ? "an epoch is accepted that no leader comes to broadcast in"
          : null;
      }
      case "newleader":
        return begun.has(message.epoch) ? "a follower comes late" : null;
      case "commit":
        if (compareZxids(message.zxid, delivered) > 0) delivered = message.zxid;
        return null;
      case "commit-ld": {
        begun.add(message.epoch);
        if (message.zxid.epoch < message.epoch && compareZxids(message.zxid, delivered) > 0) {
          return "a new leader commits what the one before proposed";
        }
        return begun.size > 1 ? "epochs change" : null;
      }
      case "request":
        return "a request is forwarded";
      default:
        return null;
    }
  };
}
