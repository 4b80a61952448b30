import type { Model, Sometimes } from "../../check/index.ts";
import type { NodeId, Protocol } from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import { logEventIn, type ViewstampedReplication } from "../../protocols/viewstamped-replication/index.ts";
import { replicationEssence } from "./viewstamped-replication-essence.ts";

/** A log so short, and views so few, that all orders of events can be gone through. */
export interface ReplicationBounds<S, C, R> {
  readonly protocol: Protocol<ViewstampedReplication<S, C, R>>;
  readonly nodes: number | readonly string[];
  /** The last view. */
  readonly view: number;
  /** The command of client 0, of client 1, …, each asked for once, at this replica: one that is a primary sooner or later. */
  readonly asked: readonly { readonly node: NodeId; readonly command: C }[];
  /** Who may lose patience with its primary. */
  readonly impatient: readonly NodeId[];
  readonly crashes?: number;
  /** Kinds of messages that never arrive. By default all may. */
  readonly lost?: readonly ViewstampedReplication<S, C, R>["message"]["kind"][];
}

/** Viewstamped Replication, and every order of events within these bounds. */
export function replicationModel<S, C, R>(
  bounds: ReplicationBounds<S, C, R>,
): Model<ViewstampedReplication<S, C, R>> {
  type V = ViewstampedReplication<S, C, R>;
  const { protocol, nodes, view, asked, crashes = 0, lost = [] } = bounds;
  return {
    protocol: replicationEssence(protocol, bounds),
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
      name: `views up to ${view}${lost.length === 0 ? "" : `; no ${lost.join(", no ")} arrives`}`,
      state: (state) => state.view <= view,
      message: ({ kind }) => !lost.includes(kind),
    },
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected<S, C, R>({
  view,
  asked,
  crashes = 0,
}: ReplicationBounds<S, C, R>): readonly Sometimes<ViewstampedReplication<S, C, R>>[] {
  type V = ViewstampedReplication<S, C, R>;
  const executed: Sometimes<V> = {
    name: "every operation is executed",
    event: (_, event) =>
      event.kind === "decide" &&
      event.decision.kind === "executed" &&
      event.decision.opNumber === asked.length,
  };
  const carried: Sometimes<V> = {
    name: "the last view begins with an operation of one before",
    event: (_, event) =>
      event.kind === "send" &&
      event.message.kind === "start-view" &&
      event.message.view === view &&
      event.message.history.opNumber > 0,
  };
  const recovered: Sometimes<V> = {
    name: "a replica recovers with a log",
    event: (_, event) =>
      event.kind === "send" &&
      event.message.kind === "recovery-response" &&
      (event.message.history?.opNumber ?? 0) > 0,
  };
  return [executed, ...(view > 0 ? [carried] : []), ...(crashes > 0 ? [recovered] : [])];
}
