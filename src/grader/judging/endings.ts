import { constants } from "node:os";
import { Misbehaviour } from "../../judge/index.ts";
import type { Limits } from "../limits.ts";
import type { Ending } from "../linux/child.ts";

/** Why there is no answer, in words. @param what "onPrepare", or another call; "acceptor.ts" while it is loaded. */
export function misbehaviourOf(ending: Ending, what: string, limits: Limits): Misbehaviour {
  switch (ending.kind) {
    case "too slow":
      return tooSlow(what, limits);
    case "too much memory":
      return tooMuchMemory(what, limits);
    case "signal":
      return gone(`${what} ends its process by signal ${nameOf(ending.number)} instead of answering.`);
    case "exit":
      return gone(`${what} ends its process (exit code ${ending.code}) instead of answering.`);
    case "dismissed":
      return gone(`${what} is asked after its process was dismissed.`);
  }
}

export function tooSlow(what: string, { call }: Limits): Misbehaviour {
  return new Misbehaviour(
    "takes too long",
    `${what} gives no answer within ${call / 1_000} seconds. Does a loop ever end?`,
  );
}

export function tooMuchMemory(what: string, { heap }: Limits): Misbehaviour {
  return gone(
    `${what} wants more memory than the ${heap} MB that there are; a right one needs next to nothing.`,
  );
}

const gone = (sentence: string): Misbehaviour => new Misbehaviour("is gone", sentence);

function nameOf(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number);
  return found?.[0] ?? String(number);
}
