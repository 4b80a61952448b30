import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../../src/judge/index.ts";

/** A submission of the acceptor that means harm, or was met with some. */
export interface Hostile {
  readonly name: string;
  readonly text: string;
  readonly deserves: "nothing" | "a part" | "everything";
  /** The first thing that its author is told; null if there is nothing to tell. */
  readonly told: RegExp | null;
  /** What there is never enough of for it: then little will do. */
  readonly exceeds?: "the time for an answer" | "the time for all" | "memory";
}

const root = join(import.meta.dirname, "../..");

export const right = readFileSync(join(root, "solutions/acceptor/acceptor.ts"), "utf8");
export const stub = readFileSync(join(root, "exercises/acceptor/acceptor.ts"), "utf8");

/** A right solution that does something else first, whenever it is called. */
export const inCalls = (code: string): string =>
  right.replaceAll("const { promised", `${code}\n  const { promised`);

/** A right solution that does something else first, while it is loaded. */
export const atLoad = (code: string): string => `${code}\n${right}`;

/** Always the same answer. */
export const answering = (expression: string): string => `
  export function acceptorRole(): object {
    const answer = (): unknown => (${expression});
    return { initial: { promised: null, accepted: null }, onPrepare: answer, onAccept: answer };
  }`;

/** The first sentence that says what is wrong. */
export function firstTold({ disqualified, cases }: Verdict): string | null {
  const told = cases.flatMap(({ outcome }) => {
    switch (outcome.kind) {
      case "failed":
        return [outcome.finding.sentence];
      case "misbehaved":
        return [outcome.fault.sentence];
      case "passed":
      case "not run":
        return [];
    }
  });
  return disqualified?.sentence ?? told[0] ?? null;
}
