import type { Model, Sometimes } from "../../check/index.ts";
import type { NodeId, Protocol } from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import { logEventIn, type Zab } from "../../protocols/zab/index.ts";
import { zabEssence, type Oracle } from "./zab-essence.ts";

/** A history so short, and rounds so few, that all orders of events can be gone through. */
export interface ZabBounds<S, C, R> extends Oracle {
  /** Among three processes. */
  readonly protocol: Protocol<Zab<S, C, R>>;
  readonly nodes: number | readonly string[];
  /** The command of client 0, of client 1, …, each asked for once, at this process: one that leads sooner or later. */
  readonly asked: readonly { readonly node: NodeId; readonly command: C }[];
  readonly crashes?: number;
}

/** Zab, and every order of events within these bounds: messages overtake each other, though the paper's channels keep order. */
export function zabModel<S, C, R>(bounds: ZabBounds<S, C, R>): Model<Zab<S, C, R>> {
  type V = Zab<S, C, R>;
  const { protocol, nodes, leaders, asked, crashes = 0 } = bounds;
  return {
    protocol: zabEssence(protocol, bounds),
    nodes,
    requests: asked.map(({ node, command }, client) => ({
      node,
      request: { kind: "execute", client, sequence: 0, command },
    })),
    properties: [logAgreement<V>(logEventIn), appliedInOrder<V>(logEventIn), atMostOnce<V>(logEventIn)],
    sometimes: expected(bounds),
    crashes: { most: crashes, strikes: "between steps" },
    // Commands asked for at one node may change names: their order there makes no difference.
    requestOrder: "listed",
    // So many combinations are thinkable that looking ahead takes longer than the search.
    deadMessages: "kept",
    within: {
      name: `elections of ${leaders.join(", then ")}`,
      state: ({ round }) => round <= leaders.length,
    },
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected<S, C, R>({ leaders, asked }: ZabBounds<S, C, R>): readonly Sometimes<Zab<S, C, R>>[] {
  type V = Zab<S, C, R>;
  const delivered: Sometimes<V> = {
    name: "every transaction is delivered",
    event: (_, event) =>
      event.kind === "decide" &&
      event.decision.kind === "delivered" &&
      event.decision.place === asked.length - 1,
  };
  const carried: Sometimes<V> = {
    name: "a later epoch begins with a transaction of an earlier one",
    event: (_, event) =>
      event.kind === "send" &&
      event.message.kind === "newleader" &&
      event.message.epoch > 1 &&
      event.message.history.length > 0,
  };
  return leaders.length > 1 ? [delivered, carried] : [delivered];
}
