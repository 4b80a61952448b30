import { majority, nodes, type Protocol, type QuorumSystem } from "../../../src/core/index.ts";
import {
  singleDecree,
  type Configuration,
  type Roles,
  type SingleDecree,
} from "../../../src/protocols/single-decree/index.ts";
import type { Candidate } from "../../conformance/consensus.ts";
import { paxosCandidate } from "../../conformance/single-decree.ts";
import type { Bounds } from "./bounds.ts";

export type V = SingleDecree<string>;

/** Single-decree Paxos with one thing done otherwise. */
export interface Variant {
  /** What is done otherwise, as a sentence about the role. */
  readonly name: string;
  readonly roles?: Partial<Roles<string>>;
  /** What the nodes take for quorums, where these are the right ones. */
  readonly believes?: (right: QuorumSystem) => QuorumSystem;
  /** For what no role does by itself: the whole node, made from the right one. */
  readonly node?: (right: Protocol<V>) => Protocol<V>;
  /** The right quorums in random storms; a majority of 3 if not said. */
  readonly storms?: QuorumSystem;
}

/** A planted bug, and what is known about how it comes to light. */
export interface Mutant extends Variant {
  /** The small world in which the model checker finds it. */
  readonly bounds: Bounds;
  /** What breaks first, and in how many steps at least. */
  readonly shortest: { readonly property: string; readonly steps: number };
  /** In how many steps at least somebody casts a vote that the abstract Voting algorithm forbids. */
  readonly unsafeVote: number | null;
}

/** The variant as a protocol that claims consensus, over these (right) quorums. */
export function candidateFor(
  { name, roles = {}, believes = (right) => right, node = (right) => right }: Variant,
  quorums: QuorumSystem,
  others: Omit<Configuration<string>, "quorums" | "roles"> = {},
): Candidate<V> {
  const protocol = node(singleDecree({ ...others, quorums: believes(quorums), roles }));
  return paxosCandidate(name, quorums.acceptors.length, quorums, protocol);
}

export const stormQuorums = ({ storms = majority(nodes(3)) }: Variant): QuorumSystem => storms;
