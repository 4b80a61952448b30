import { nodes, type Ballot, type NodeId, type Random } from "../../../core/index.ts";
import type { Decision } from "../../../protocols/single-decree/index.ts";
import { occasions } from "../../occasions.ts";
import { quorumSystem, type QuorumPlan } from "../../quorum-plan.ts";
import type { LearnerCalls } from "./port.ts";

/** One acceptor has accepted one proposal, and the news of it arrives. */
export interface Vote {
  readonly from: NodeId;
  readonly proposal: Decision<string>;
}

/** A city, two proposals in the air, and who is enough to choose one. */
export interface Evening {
  readonly quorums: QuorumPlan;
  /** Enough together, and not before the last of them. At least two. */
  readonly enough: readonly NodeId[];
  readonly first: Decision<string>;
  /** At another ballot, now and then a lower one. */
  readonly second: Decision<string>;
  /** The plan of the first proposal at the ballot of the second. */
  readonly samePlan: Decision<string>;
}

function quorumPlan(random: Random): QuorumPlan {
  const acceptors = random.shuffle([0, 1, 2, 3, 4, 9, 10, 12]).slice(0, random.integer(3, 6));
  const sorted = acceptors.sort((a, b) => a - b);
  const phase2 = random.integer(2, sorted.length);
  switch (random.pick(["majority", "sizes", "listed"] as const)) {
    case "majority":
      return { kind: "majority", acceptors: sorted };
    case "sizes":
      return { kind: "sizes", acceptors: sorted, phase1: sorted.length + 1 - phase2, phase2 };
    case "listed":
      // Rows and columns: three are enough if they are a row, four need not be.
      return {
        kind: "listed",
        acceptors: nodes(6),
        phase1: [
          [0, 3],
          [1, 4],
          [2, 5],
        ],
        phase2: [
          [0, 1, 2],
          [3, 4, 5],
        ],
      };
  }
}

function evening(random: Random): Evening {
  const quorums = quorumPlan(random);
  const { acceptors } = quorums;
  const system = quorumSystem(quorums);
  const order = random.shuffle(acceptors);
  const size = order.findIndex((_, nth) =>
    system.isPhase2Quorum(order.slice(0, nth + 1).sort((a, b) => a - b)),
  );
  const [plan = "", other = ""] = random.shuffle(["drains", "pumps", "sea wall", "footbridge"]);
  const round = random.pick([1, 2, 9, 10]);
  const ballots: readonly Ballot[] = random.shuffle([
    { round, node: 1 },
    random.chance(0.5) ? { round, node: 2 } : { round: round + 1, node: random.integer(0, 9) },
  ]);
  const [first, second] = [ballots[0]!, ballots[1]!];
  return {
    quorums,
    enough: order.slice(0, size + 1),
    first: { ballot: first, value: plan },
    second: { ballot: second, value: other },
    samePlan: { ballot: second, value: plan },
  };
}

export const onEvenings = occasions<LearnerCalls, Evening>(evening, 12);
