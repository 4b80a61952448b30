import { compareBallots, type Ballot, type NodeId, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { anyBallot, anyNode, anyRound, onNodes, onRounds, say } from "./occasions.ts";
import type { BallotsCalls } from "./port.ts";
import { reading } from "./reading.ts";

type BallotsCase = Case<BallotsCalls>;

const byRound: BallotsCase = {
  name: "puts the higher round on top, however many digits it has",
  points: 2,
  why: "On a long night the tenth round comes. If 9 counts as more than 10, the acceptors refuse the newest proposal and keep serving an old one.",
  run: onRounds((module, { low, high }) => inOrder(module, low, high)),
};

const byNode: BallotsCase = {
  name: "lets the node decide within a round",
  points: 1,
  why: "Two corporators who open the same round at the same moment must not both think that they lead it.",
  run: onNodes((module, { low, high }) => inOrder(module, low, high)),
};

const isTotal: BallotsCase = {
  name: "makes one total order of all ballots",
  points: 2,
  why: "Every acceptor sorts out rivals by itself. If two of them can disagree on who is higher, or take two ballots for one, both rivals can win.",
  run(module, random) {
    const ballots = crowd(random);
    const findings = ballots.flatMap((a) => ballots.map((b) => compares(module, a, { ...b })));
    return findings.find((finding) => finding !== null) ?? null;
  },
};

/** Ballots close to each other, and such as would be one if two numbers were made one, or too large to be right. */
function crowd(random: Random): readonly Ballot[] {
  const [round, node] = [anyRound(random), random.integer(1, 226)];
  const near = [0, 1, 2].flatMap((up) => [1, 11].map((on) => ({ round: round + up, node: node + on })));
  const milliseconds = random.integer(1_500_000_000_000, 1_900_000_000_000);
  return [
    ...near,
    { round: node, node: round },
    { round, node: 10 ** random.integer(5, 9) },
    { round: milliseconds, node },
    { round: milliseconds + random.integer(2_200_000_000, 4_000_000_000), node },
  ];
}

interface Seen {
  readonly self: NodeId;
  readonly seen: Ballot | null;
}

const onSeen = occasions<BallotsCalls, Seen>((random) => {
  const { round, node } = anyBallot(random);
  const self = random.pick([0, node, node + 1, Math.max(0, node - 1), anyNode(random)]);
  return { self, seen: { round, node } };
}, 15);

const isHigher: BallotsCase = {
  name: "goes above every ballot it has seen",
  points: 2,
  why: "Every acceptor that has promised the ballot it saw refuses anything lower: a proposer that does not go above it can try for ever.",
  run: onSeen((module, { self, seen }) => {
    const next = module.nextBallot(self, seen);
    return seen === null || compareBallots(next, seen) > 0
      ? null
      : { sentence: `Node ${self} has seen ${say(seen)}; its next is ${say(next)}, which is not higher.` };
  }),
};

const isItsOwn: BallotsCase = {
  name: "makes ballots that no other node can make",
  points: 2,
  why: "Two corporators with the same ballot can each collect half of the votes at it for another plan, and both are called chosen.",
  run: onSeen((module, { self, seen }) => {
    for (const node of [self, self + 1]) {
      const next = module.nextBallot(node, seen);
      if (next.node === node) continue;
      return {
        sentence: `Node ${node} has seen ${say(seen)} and makes ${say(next)}: it should carry the number of the node that makes it, ${node}.`,
      };
    }
    return null;
  }),
};

const begins: BallotsCase = {
  name: "begins in round 1 or above",
  points: 1,
  why: "A node that has heard of nobody has to begin somewhere, and the minutes of this corporation begin with round 1.",
  run(module, random) {
    const self = random.pick([0, anyNode(random)]);
    const first = module.nextBallot(self, null);
    return first.round >= 1 && first.node === self
      ? null
      : {
          sentence: `Node ${self} has seen nothing; its first is ${say(first)}, and should be one of its own in round 1 or above.`,
        };
  },
};

const goesOn: BallotsCase = {
  name: "never uses a ballot twice, however long a duel goes on",
  points: 1,
  why: "An acceptor that meets an old number again takes a new plan for the old one.",
  run(module, random) {
    const rivals = [0, 1, 2].map((up) => up * 7 + random.integer(1, 6));
    let seen: Ballot | null = null;
    for (let turn = 1; turn <= 120; turn++) {
      const self: NodeId = random.pick(rivals);
      const next: Ballot = module.nextBallot(self, seen);
      if (seen !== null && compareBallots(next, seen) <= 0) {
        return {
          sentence: `At turn ${turn} of a duel, node ${self} answers ${say(seen)} with ${say(next)}, which is not higher.`,
        };
      }
      seen = next;
    }
    return null;
  },
};

/** What *Paxos Made Simple* asks of numbers: an order, and that nobody uses one twice (sections 2.2 and 2.5). */
export const ballotsCases: readonly BallotsCase[] = [
  byRound,
  byNode,
  isTotal,
  begins,
  isHigher,
  isItsOwn,
  goesOn,
  ...reading,
];

/** Whichever of the two comes first in the question. */
const inOrder = (module: BallotsCalls, low: Ballot, high: Ballot): Finding | null =>
  compares(module, low, high) ?? compares(module, high, low);

function compares(module: BallotsCalls, a: Ballot, b: Ballot): Finding | null {
  const [got, want] = [module.order(a, b), Math.sign(compareBallots(a, b))];
  return got === want
    ? null
    : {
        sentence: `${inFull(a)} is ${relation(want)} ${inFull(b).toLowerCase()}; by your order it is ${relation(got)} it.`,
      };
}

const inFull = ({ round, node }: Ballot): string => `Round ${round} of node ${node}`;

const relation = (sign: number): string =>
  sign < 0 ? "lower than" : sign > 0 ? "higher than" : "the same as";
