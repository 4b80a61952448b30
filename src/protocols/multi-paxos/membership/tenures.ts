import {
  fromIndex,
  type NodeId,
  type NodeSet,
  type QuorumSystem,
  type SparseArray,
} from "../../../core/index.ts";
import type { Replica } from "../replica.ts";
import type { Reconfigure, Slot, Value } from "../values.ts";
import type { NodeState, Settings } from "../vocabulary.ts";
import { union, type Membership } from "./membership.ts";

/** Who is in charge of which slots: this membership, from slot `from` on until the next tenure begins. */
export interface Tenure {
  /** 0 is the first, of the initial members; each has one more than the one before. */
  readonly number: number;
  readonly from: Slot;
  readonly membership: Membership;
}

/** Of the initial members, before the log says otherwise. */
export const firstTenure: Tenure = { number: 0, from: 0, membership: { kind: "initial" } };

/**
 * The replica with the tenures that follow from what was chosen in the slot that it has applied last: another one may
 * be to come, or one may be over.
 *
 * Whatever was asked for as the successor of another tenure than the last counts for nothing: somebody was faster,
 * or it is a copy. (As in *Viewstamped Replication Revisited*, 2012, section 7, by the epoch's number.)
 */
export function withTenures<S, C, R>(
  replica: Replica<S, R>,
  value: Value<C>,
  { rules, window }: Settings<S, C, R>,
): Replica<S, R> {
  let { tenures } = replica;
  if (value.kind === "reconfigure" && isNext(value, replica)) {
    const { number, membership } = value;
    const from = rules.inForceFrom(replica.next - 1, window);
    tenures = [...tenures, { number, from, membership }];
  }
  const current = tenures.findLastIndex(({ from }) => from <= replica.next);
  if (current > 0) tenures = tenures.slice(current);
  return tenures === replica.tenures ? replica : { ...replica, tenures };
}

/** The last tenure that is known of: in force, or to come. */
export function latest({ tenures }: Replica<unknown, unknown>): Tenure {
  return tenures[tenures.length - 1]!;
}

function isNext({ number }: Reconfigure, replica: Replica<unknown, unknown>): boolean {
  return number === latest(replica).number + 1;
}

/** The quorums by which it is decided what is chosen in a slot within the window. */
export function quorumsAt<S, C, R>(
  { tenures }: Replica<S, R>,
  slot: Slot,
  { rules, quorumsOf }: Settings<S, C, R>,
): QuorumSystem {
  return quorumsOf(rules.governs(tenures, slot).membership);
}

/** Those of the slot to be applied next: the configuration in force. */
export function quorumsInForce<S, C, R>(
  { replica }: NodeState<S, C, R>,
  settings: Settings<S, C, R>,
): QuorumSystem {
  return quorumsAt(replica, replica.next, settings);
}

/** Those among the nodes whose votes count. */
export function voters<S, C, R>(
  nodes: NodeSet,
  quorums: QuorumSystem,
  { rules }: Settings<S, C, R>,
): NodeSet {
  return nodes.filter((node) => rules.hasVote(node, quorums));
}

/**
 * Whom leaders and candidates have to do with in this slot and all after it: the other members then in force, and those
 * to come.
 */
export function others<S, C, R>(
  { replica: { next, tenures } }: NodeState<S, C, R>,
  self: NodeId,
  { quorumsOf, rules }: Settings<S, C, R>,
  slot: Slot = next,
): readonly NodeId[] {
  const { number: first } = rules.governs(tenures, slot);
  const members = tenures
    .filter(({ number }) => number >= first)
    .map(({ membership }) => quorumsOf(membership).acceptors)
    .reduce((some, more) => union(some, more));
  return members.filter((node) => node !== self);
}

/** Whether this node is in charge of the slot to be applied next. */
export function isMember<S, C, R>(
  state: NodeState<S, C, R>,
  node: NodeId,
  settings: Settings<S, C, R>,
): boolean {
  return settings.rules.hasVote(node, quorumsInForce(state, settings));
}

/** What a node has been asked for, unless that tenure is in the log by now, or another one in its place. */
export function stillWanted<S, C, R>({ wanted, replica }: NodeState<S, C, R>): SparseArray<Reconfigure> {
  return fromIndex(wanted, latest(replica).number + 1);
}
