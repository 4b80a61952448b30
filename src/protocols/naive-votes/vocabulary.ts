import type { NodeSet } from "../../core/index.ts";

/** The vocabulary of the votes that seem obvious and fail (lesson 01). */
export interface NaiveVote<V> {
  readonly state: Poll<V>;
  readonly message: Message<V>;
  readonly request: { readonly kind: "propose"; readonly value: V };
  readonly persisted: never;
  readonly timer: "ask again";
  readonly decision: { readonly value: V };
}

export type Message<V> =
  | { readonly kind: "proposal"; readonly round: number; readonly value: V }
  | { readonly kind: "vote"; readonly round: number; readonly value: V }
  | { readonly kind: "result"; readonly value: V };

export interface Poll<V> {
  /** The last vote this node gave. */
  readonly voted: { readonly round: number; readonly value: V } | null;
  /** The poll this node holds for its own proposal. */
  readonly polling: { readonly round: number; readonly value: V; readonly votes: NodeSet } | null;
  readonly decided: { readonly value: V } | null;
}
