import type { Model } from "../../../src/check/index.ts";
import type { Ballot, Protocol } from "../../../src/core/index.ts";
import { multiPaxosModel, type LogBounds } from "../../../src/verify/index.ts";
import { lettersOn, type Letters } from "./letters.ts";

/** Slots of one command, as many at a time as there are. */
export const smallLetters = (slots: number): Protocol<Letters> =>
  lettersOn(3, { batch: { size: 1 }, window: slots, isSticky: false });

export interface Bounds {
  readonly slots: number;
  /** One command for each of these nodes, to be asked for there. */
  readonly askedAt: readonly number[];
  /** The ballots that may be led. */
  readonly ballots: readonly Ballot[];
  readonly crashes: number;
  readonly states?: NonNullable<LogBounds<string, string, string>["states"]>;
}

/** Three nodes, and every order of events within these bounds. */
export function bounded(
  { askedAt, ...bounds }: Bounds,
  protocol = smallLetters(bounds.slots),
): Model<Letters> {
  const asked = askedAt.map((node, client) => ({ node, command: "abc"[client]! }));
  return multiPaxosModel({ protocol, nodes: 3, asked, ...bounds });
}
