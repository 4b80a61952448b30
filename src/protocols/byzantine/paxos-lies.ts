import { sameData } from "../../core/index.ts";
import type { Message as Ballots } from "../single-decree/index.ts";
import type { Message as Votes } from "../naive-votes/index.ts";
import type { Lies } from "./behaviour.ts";

/**
 * How to lie in single-decree Paxos: an acceptor has accepted nothing, or something else; a proposer asks for something
 * else. Messages name nobody: who speaks, the network itself tells.
 *
 * @param values - what the lies are about.
 */
export function paxosLies<T>(values: readonly T[]): Lies<Ballots<T>> {
  const other = (value: T): T | undefined => values.find((candidate) => !sameData(candidate, value));
  return {
    reach: 0,
    alternative(message) {
      switch (message.kind) {
        case "promise":
          return message.accepted === null ? null : { ...message, accepted: null };
        case "accept":
        case "accepted":
        case "chosen": {
          const value = other(message.value);
          return value === undefined ? null : { ...message, value };
        }
        case "prepare":
        case "nack":
          return null;
      }
    },
    inNameOf: () => null,
    inRound(message, by) {
      const ballot = { ...message.ballot, round: message.ballot.round + by };
      return { ...message, ballot };
    },
  };
}

/** How to lie in the naive votes: another proposal, a vote for it, another result. */
export function voteLies<T>(values: readonly T[]): Lies<Votes<T>> {
  return {
    reach: 0,
    alternative(message) {
      const value = values.find((candidate) => !sameData(candidate, message.value));
      return value === undefined ? null : { ...message, value };
    },
    inNameOf: () => null,
    inRound: (message, by) => (message.kind === "result" ? null : { ...message, round: message.round + by }),
  };
}
