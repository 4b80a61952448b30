import type { Model, Sometimes } from "../../check/index.ts";
import type { NodeId, Property, Protocol } from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import { electionSafety, lastIndex, logEventIn, type Raft } from "../../protocols/raft/index.ts";
import { raftEssence, type Terms } from "./raft-essence.ts";

/** A log so short, and terms so few, that all orders of events can be gone through. */
export interface RaftBounds<S, C, R> extends Terms {
  /** To be explored with one entry a message, without leader stickiness, and without telling at once what is committed. */
  readonly protocol: Protocol<Raft<S, C, R>>;
  readonly nodes: number | readonly string[];
  /** How long a log may grow, the no-ops with which terms begin included. */
  readonly entries: number;
  /** The command of client 0, of client 1, …, each asked for once, at this server. */
  readonly asked: readonly { readonly node: NodeId; readonly command: C }[];
  readonly crashes?: number;
  /** Besides what any replicated log has to keep, and election safety. */
  readonly properties?: readonly Property<Raft<S, C, R>>[];
}

/**
 * Raft, and every order of events within these bounds.
 *
 * No heartbeat or forwarded command arrives, and no leader repeats itself. For safety that is no loss, as any message may
 * be late for ever; but a command can be asked for only at a server that leads sooner or later.
 */
export function raftModel<S, C, R>(bounds: RaftBounds<S, C, R>): Model<Raft<S, C, R>> {
  type V = Raft<S, C, R>;
  const { protocol, nodes, entries, asked, candidates, crashes = 0, properties = [] } = bounds;
  return {
    protocol: raftEssence(protocol, bounds),
    nodes,
    requests: asked.map(({ node, command }, client) => ({
      node,
      request: { kind: "execute", client, sequence: 0, command },
    })),
    properties: [
      logAgreement<V>(logEventIn),
      appliedInOrder<V>(logEventIn),
      atMostOnce<V>(logEventIn),
      electionSafety<S, C, R>(),
      ...properties,
    ],
    sometimes: expected(bounds),
    crashes: { most: crashes, strikes: "between steps" },
    // Commands asked for at one node may change names: their order there makes no difference.
    requestOrder: "listed",
    // So many combinations are thinkable that looking ahead takes longer than the search.
    deadMessages: "kept",
    within: {
      name: `${entries === 1 ? "1 entry" : `${entries} entries`}, ${candidates.map((who, nth) => `term ${nth + 1} of ${who.join(" or ")}`).join(", ")}`,
      state: ({ currentTerm, log }) => lastIndex(log) <= entries && currentTerm <= candidates.length,
    },
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected<S, C, R>({
  entries,
  candidates,
}: RaftBounds<S, C, R>): readonly Sometimes<Raft<S, C, R>>[] {
  const applied: Sometimes<Raft<S, C, R>> = {
    name: "every entry is applied",
    event: (_node, event) =>
      event.kind === "decide" && event.decision.kind === "applied" && event.decision.index === entries,
  };
  const conflict: Sometimes<Raft<S, C, R>> = {
    name: "a follower's log conflicts with its leader's",
    event: (_node, event) =>
      event.kind === "send" &&
      event.message.kind === "append-entries-reply" &&
      event.message.outcome.kind === "conflict",
  };
  return candidates.length > 1 ? [applied, conflict] : [applied];
}
