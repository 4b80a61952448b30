import { formatBallot, type Ballot, type NodeId, type Random } from "../../../core/index.ts";
import type { AcceptedProposal, AcceptorState } from "../../../protocols/single-decree/index.ts";
import { occasions } from "../../occasions.ts";
import type { AcceptorCalls } from "./port.ts";

/** An acceptor with a past, and someone who asks it something. */
export interface Occasion {
  readonly from: NodeId;
  readonly low: Ballot;
  readonly high: Ballot;
  readonly past: AcceptedProposal<string> | null;
  readonly value: string;
  readonly learners: readonly NodeId[];
}

const plans = ["drains", "pumps", "sea wall", "footbridge", "rain gauges", "hospital", "buses"];

/**
 * Ballots with two digits, rivals within one round, votes of the very node that asks, and node 0: whoever compares ballots
 * as text or by round alone, or takes 0 for nobody, is found out.
 */
function occasion(random: Random): Occasion {
  const rounds = random
    .shuffle([1, 2, 3, 9, 10, 11, 27, 100])
    .slice(0, 3)
    .sort((a, b) => a - b);
  const shuffled = random.shuffle([0, 1, 2, 3, 10, 12]);
  const nodes = random.chance(0.3) ? shuffled : [0, ...shuffled.filter((node) => node !== 0)];
  const sameRound = random.chance(0.4);
  const [first = 1, second = 2, third = 3] = rounds;
  const [a = 0, b = 1] = nodes.slice(0, 2).sort((x, y) => x - y);
  const [one = 0, other = 1] = random.shuffle([a, b]);
  const low = { round: second, node: sameRound ? a : one };
  const high = sameRound ? { round: second, node: b } : { round: third, node: other };
  const voted = { round: first, node: random.pick([nodes[2]!, high.node]) };
  return {
    from: random.pick(nodes),
    low,
    high,
    past: random.chance(0.7) ? { ballot: voted, value: random.pick(plans) } : null,
    value: random.pick(plans),
    learners: random.shuffle(nodes).slice(0, random.integer(1, 5)),
  };
}

export const onOccasions = occasions<AcceptorCalls, Occasion>(occasion);

/** The acceptor of an occasion, as the beginning of a sentence. */
export function inState({ promised, accepted }: AcceptorState<string>): string {
  const promise =
    promised === null ? "has promised nothing" : `has promised ballot ${formatBallot(promised)}`;
  const vote =
    accepted === null
      ? "accepted nothing"
      : `accepted “${accepted.value}” at ballot ${formatBallot(accepted.ballot)}`;
  return `An acceptor that ${promise} and ${vote}`;
}
