import { formatBallot } from "../../src/core/index.ts";
import type { Message } from "../../src/protocols/multi-paxos/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";
import type { MapPaxos } from "./multi-paxos-candidate.ts";

const names = [
  "a configuration is put into the log",
  "a joint configuration is put into the log",
  "a leader asks new members for their promises",
  "a newcomer leads",
  "a wish for other members is forwarded",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms in which members come and go; the first members are nodes 0 to 2. */
export const movingSightings: Sightings<MapPaxos, Name> = {
  names,
  watch() {
    const inMessage = messageWatch();
    return (event: TraceEvent<MapPaxos>) => {
      if (event.kind === "send") return inMessage(event.message);
      if (event.kind !== "decide" || event.decision.kind !== "reconfigured") return null;
      return event.decision.membership.kind === "joint"
        ? "a joint configuration is put into the log"
        : "a configuration is put into the log";
    };
  },
};

function messageWatch(): (message: Message<unknown, unknown, unknown>) => Name | null {
  const leading = new Set<string>();
  return (message) => {
    switch (message.kind) {
      case "heartbeat":
        leading.add(formatBallot(message.ballot));
        return message.ballot.node > 2 ? "a newcomer leads" : null;
      case "prepare":
        return leading.has(formatBallot(message.ballot))
          ? "a leader asks new members for their promises"
          : null;
      case "reconfigure":
        return "a wish for other members is forwarded";
      default:
        return null;
    }
  };
}
