import { sameData } from "../../src/core/index.ts";
import {
  commandsIn,
  type ClientCommand,
  type Message,
  type MultiPaxos,
} from "../../src/protocols/multi-paxos/index.ts";
import type { TraceEvent } from "../../src/sim/index.ts";
import type { Sightings } from "./log-sightings.ts";

const names = [
  "a client is answered",
  "leaders change",
  "a promise reports accepted proposals",
  "a leader adopts what another proposed",
  "a gap is filled with a no-op",
  "a command is chosen in two slots",
  "a laggard catches up",
  "a laggard gets a snapshot",
  "a candidate gets a snapshot",
  "a node restarts from a snapshot",
  "a command is forwarded",
  "a nack is sent",
] as const;

type Name = (typeof names)[number];

/** What ought to happen now and then in storms over Multi-Paxos. */
export function multiPaxosSightings<S, C, R>(): Sightings<MultiPaxos<S, C, R>, Name> {
  return {
    names,
    watch() {
      const inMessage = messageWatch<S, C, R>();
      const slots = new Map<string, number>();
      return (event: TraceEvent<MultiPaxos<S, C, R>>) => {
        if (event.kind === "send") return inMessage(event.message);
        if (event.kind === "start") {
          return (event.persisted?.snapshot.next ?? 0) > 0 ? "a node restarts from a snapshot" : null;
        }
        if (event.kind !== "decide" || event.decision.kind === "restored") return null;
        const { decision } = event;
        if (decision.kind === "reconfigured") return null;
        if (decision.kind !== "applied") return "a client is answered";
        const isSecond = commandsIn(decision.value).some((command) => {
          const name = nameOf(command);
          const first = slots.get(name) ?? decision.slot;
          slots.set(name, first);
          return first !== decision.slot;
        });
        return isSecond ? "a command is chosen in two slots" : null;
      };
    },
  };
}

const nameOf = ({ client, sequence }: ClientCommand<unknown>): string => `${client}.${sequence}`;

function messageWatch<S, C, R>(): (message: Message<S, C, R>) => Name | null {
  const leading = new Set<number>();
  const open: unknown[] = [];
  return (message) => {
    switch (message.kind) {
      case "heartbeat":
        leading.add(message.ballot.round);
        return leading.size > 1 ? "leaders change" : null;
      case "promise": {
        const reported = message.accepted.filter(({ slot }) => slot >= message.chosenBelow);
        open.push(...reported.map(({ value }) => value));
        if (message.snapshot !== null) return "a candidate gets a snapshot";
        return reported.length > 0 ? "a promise reports accepted proposals" : null;
      }
      case "accept": {
        const { value, ballot } = message;
        if (value.kind === "no-op") return "a gap is filled with a no-op";
        const isAdopted = ballot.round > 1 && open.some((other) => sameData(other, value));
        return isAdopted ? "a leader adopts what another proposed" : null;
      }
      case "catch-up":
        return "a laggard catches up";
      case "snapshot":
        return "a laggard gets a snapshot";
      case "forward":
        return "a command is forwarded";
      case "nack":
        return "a nack is sent";
      default:
        return null;
    }
  };
}
