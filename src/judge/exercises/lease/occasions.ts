import {
  emptyArray,
  emptyQueue,
  majority,
  milliseconds,
  nodes,
  type NodeId,
  type Random,
} from "../../../core/index.ts";
import { multiPaxos, type Lease } from "../../../protocols/multi-paxos/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../../protocols/services/index.ts";
import type { QuorumPlan } from "../../quorum-plan.ts";
import type { Answered, Terms, WardNode, WardRole } from "./port.ts";

export const following = (leader: NodeId | null, isPatient: boolean, round = 1): WardRole => ({
  kind: "following",
  leader: leader === null ? null : { round, node: leader },
  isPatient,
});

export const campaigning = (node: NodeId, round: number): WardRole => ({
  kind: "campaigning",
  ballot: { round, node },
  promises: [node],
  reported: emptyArray,
});

/** One that has just been elected. */
export const leading = (node: NodeId, lease: Lease | null, prepared = 0): WardRole => ({
  kind: "leading",
  ballot: { round: 1, node },
  promises: [node],
  prepared,
  reported: emptyArray,
  inFlight: [],
  sentBefore: 0,
  queue: emptyQueue,
  held: "no",
  seen: emptyArray,
  reconfigurations: emptyArray,
  heard: [node],
  unheard: 0,
  responsive: [node],
  lease,
});

export function drawTerms(random: Random): Terms {
  return {
    patience: milliseconds(random.integer(50, 400)) + random.integer(0, 999),
    clockDrift: random.pick([0, 0.001, 0.01, 0.02, 0.05, 0.1, 0.25]),
  };
}

export interface Heartbeats {
  readonly answers: readonly Answered[];
  readonly quorums: QuorumPlan;
  readonly terms: Terms;
}

/** Some nodes have answered some heartbeats, whatever came first; there are strangers among them. */
export function drawHeartbeats(random: Random, kind: "majority" | "sizes"): Heartbeats {
  const everybody = random.shuffle(nodes(9));
  const size = random.integer(3, 5);
  const members = everybody.slice(0, size);
  const sizes = random.pick([
    { phase1: 2, phase2: size - 1 },
    { phase1: size - 1, phase2: 2 },
  ]);
  const begin = milliseconds(random.integer(500, 5_000));
  const answers = everybody.slice(0, size + 2).flatMap((node) => {
    const isQuiet = random.chance(0.25);
    return Array.from({ length: isQuiet ? 0 : random.integer(1, 3) }, (): Answered => {
      const sentAt = begin + random.integer(0, milliseconds(200));
      return { node, sentAt, answeredAt: sentAt + random.integer(1_000, milliseconds(90)) };
    });
  });
  return {
    answers: random.shuffle(answers),
    quorums:
      kind === "majority"
        ? { kind: "majority", acceptors: members }
        : { kind: "sizes", acceptors: members, ...sizes },
    terms: drawTerms(random),
  };
}

/** A leader that may answer for a while; what is more, everything that could be in its way is close. */
export interface Reign {
  readonly state: WardNode;
  readonly lease: Lease;
  readonly node: NodeId;
  /** The configuration in charge, and the slot that is to be applied next. */
  readonly number: number;
  readonly next: number;
}

export function drawReign(random: Random): Reign {
  const node = random.integer(0, 4);
  const number = random.integer(0, 3);
  const next = random.integer(1, 30);
  const until = milliseconds(random.integer(500, 5_000)) + random.integer(0, 999);
  const lease: Lease = { servesFrom: next - random.pick([0, 1]), loyalSince: emptyArray, until };
  return {
    state: stateOf(leading(node, lease, number + random.pick([0, 1])), number, next),
    lease,
    node,
    number,
    next,
  };
}

export function stateOf(role: WardRole, number: number, next: number): WardNode {
  const tenures = [0, 1].map((nth) => ({
    number: number + nth,
    from: nth === 0 ? Math.max(0, next - 1) : next + 5,
    membership: { kind: "majority" as const, nodes: [0, 1, 2 + nth] },
  }));
  return { ...fresh, role, replica: { ...fresh.replica, next, tenures } };
}

const fresh: WardNode = multiPaxos<LedgerState, LedgerCommand, LedgerResult>({
  quorums: majority(nodes(3)),
  service: wardLedger,
}).initial(0);
