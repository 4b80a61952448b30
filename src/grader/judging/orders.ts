import type { Verdict } from "../../judge/index.ts";
import type { Delivery } from "../inside/reply.ts";
import type { Isolation } from "../isolation.ts";
import type { Limits } from "../limits.ts";

/** What a judging thread is told in the beginning. */
export interface Beginning {
  readonly isolation: Isolation;
  readonly limits: Limits;
  readonly mailbox: SharedArrayBuffer;
}

/** What it is told to do. */
export interface Order {
  /** Of the exercise. */
  readonly slug: string;
  readonly seed: number;
  readonly delivery: Delivery;
}

/** What it says. */
export type Report =
  | { readonly kind: "ready" }
  /** It waits at its mailbox for a child; the one before has served its time. */
  | { readonly kind: "child wanted" }
  | { readonly kind: "verdict"; readonly verdict: Verdict }
  /** There is no verdict, and the submission is not to blame. */
  | { readonly kind: "no verdict"; readonly error: string };
