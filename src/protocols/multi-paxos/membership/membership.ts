import { majority, type NodeId, type NodeSet, type QuorumSystem } from "../../../core/index.ts";

/** Who takes part, as plain data: it stands in the log, in snapshots and in messages. */
export type Membership =
  /** Those whom the nodes were started with, and whatever quorums these have. */
  | { readonly kind: "initial" }
  | { readonly kind: "majority"; readonly nodes: readonly NodeId[] }
  /** Whatever is done takes a majority of the old ones and a majority of the new ones (Ongaro's thesis, section 4.3). */
  | { readonly kind: "joint"; readonly old: readonly NodeId[]; readonly new: readonly NodeId[] };

/** Finds the quorums of a membership; again and again, so each is made once. */
export type QuorumsOf = (membership: Membership) => QuorumSystem;

/** @throws QuorumError, where it is asked, for a membership of nobody or with a node listed twice. */
export function quorumsFrom(initial: QuorumSystem): QuorumsOf {
  const known = new WeakMap<Membership, QuorumSystem>();
  return (membership) => {
    if (membership.kind === "initial") return initial;
    const found = known.get(membership) ?? quorums(membership);
    known.set(membership, found);
    return found;
  };
}

function quorums(membership: Exclude<Membership, { readonly kind: "initial" }>): QuorumSystem {
  switch (membership.kind) {
    case "majority":
      return majority(membership.nodes);
    case "joint":
      return both(majority(membership.old), majority(membership.new));
  }
}

/** A quorum of one and a quorum of the other, in both phases. */
function both(old: QuorumSystem, next: QuorumSystem): QuorumSystem {
  return {
    name: `${old.name}, and ${next.name}`,
    acceptors: union(old.acceptors, next.acceptors),
    isPhase1Quorum: (nodes) =>
      old.isPhase1Quorum(among(nodes, old)) && next.isPhase1Quorum(among(nodes, next)),
    isPhase2Quorum: (nodes) =>
      old.isPhase2Quorum(among(nodes, old)) && next.isPhase2Quorum(among(nodes, next)),
  };
}

function among(nodes: NodeSet, { acceptors }: QuorumSystem): NodeSet {
  return nodes.filter((node) => acceptors.includes(node));
}

export function union(one: readonly NodeId[], other: readonly NodeId[]): readonly NodeId[] {
  return [...new Set([...one, ...other])];
}

/** For people: `{0, 1, 2}`, `{0, 1} with {2, 3}`. */
export function formatMembership(membership: Membership): string {
  const set = (nodes: readonly NodeId[]): string => `{${nodes.join(", ")}}`;
  switch (membership.kind) {
    case "initial":
      return "the initial members";
    case "majority":
      return set(membership.nodes);
    case "joint":
      return `${set(membership.old)} with ${set(membership.new)}`;
  }
}
