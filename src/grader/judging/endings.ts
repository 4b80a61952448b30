import { constants } from "node:os";
import { Misbehaviour } from "../../judge/index.ts";
import type { Limits } from "../limits.ts";
import type { Ending } from "../linux/child.ts";
import { SandboxError } from "./sandbox-error.ts";

/**
 * Why there is no answer: the submission's doing in words, or a sandbox that was taken away.
 *
 * @param what "onPrepare", or another call; "acceptor.ts" while it is loaded.
 */
export function reasonOf(ending: Ending, what: string, limits: Limits): Error {
  switch (ending.kind) {
    case "too slow":
      return tooSlow(what, limits);
    case "too much memory":
      return tooMuchMemory(what, limits);
    case "signal":
      return gone(`${what} ends its process by signal ${nameOf(ending.number)} instead of answering.`);
    case "exit":
      return gone(`${what} ends its process (exit code ${ending.code}) instead of answering.`);
    case "interrupted":
    case "dismissed":
      return new SandboxError(`While ${what} was asked, its sandbox was ended from outside.`);
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
