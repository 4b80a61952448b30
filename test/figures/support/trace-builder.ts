import * as fc from "fast-check";
import type { NodeId } from "../../../src/core/index.ts";
import type { DropReason, Trace, TraceEvent } from "../../../src/sim/trace.ts";

/** What becomes of one message of a made-up trace; times in microseconds after it was sent. */
export type Fate =
  | { readonly kind: "delivered"; readonly after: readonly number[] }
  | { readonly kind: "dropped"; readonly after: number; readonly why: DropReason }
  | { readonly kind: "under way" };

export interface Sent {
  readonly at: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: string;
  readonly fate: Fate;
}

/** A trace in which these messages are sent, in the order in which a simulator would have written it. */
export function traceOf(
  names: readonly string[],
  sent: readonly Sent[],
  others: readonly TraceEvent[] = [],
): Trace {
  const events = sent.flatMap(({ at, from, to, kind, fate }, id): TraceEvent[] => {
    const message = { kind, ballot: { round: 1, node: from }, value: `value ${from}` };
    const send: TraceEvent = { at, node: from, kind: "send", id, to, message };
    switch (fate.kind) {
      case "delivered":
        return [
          send,
          ...fate.after.map((after): TraceEvent => ({
            at: at + after,
            node: to,
            kind: "deliver",
            id,
            from,
            message,
          })),
        ];
      case "dropped":
        return [send, { at: at + fate.after, node: from, kind: "drop", id, to, message, why: fate.why }];
      case "under way":
        return [send];
    }
  });
  const all = [...events, ...others].toSorted((a, b) => a.at - b.at);
  return { protocol: "made up", seed: 1, names, events: all };
}

const after = fc.nat(50_000);

const fates: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constant("delivered" as const),
    after: fc.array(after, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("dropped" as const),
    after,
    why: fc.constantFrom<DropReason>("loss", "partition", "crashed"),
  }),
  fc.constant<Fate>({ kind: "under way" }),
);

/** Any messages among 1 to 9 nodes, with any fates. */
export const traces = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc
    .array(
      fc.record({
        at: fc.nat(200_000),
        from: fc.nat(count - 1),
        to: fc.nat(count - 1),
        kind: fc.constantFrom("prepare", "promise", "accept", "accepted", "nack", "gossip"),
        fate: fates,
      }),
      { maxLength: 60 },
    )
    .map((sent) => ({
      sent,
      trace: traceOf(
        Array.from({ length: count }, (_, node) => `node ${node}`),
        sent,
      ),
    })),
);
