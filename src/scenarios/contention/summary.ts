import type { Duration, NodeId } from "../../core/index.ts";
import { isFast, roundsOf, type Configuration, type FastPaxos } from "../../protocols/fast-paxos/index.ts";
import type { Run } from "../../sim/index.ts";
import { opening, type Cast } from "./cast.ts";
import { firstDecision } from "./delays.ts";

export interface ContentionSummary {
  /** From the first proposal until a proposer knows what is chosen; null if none does in time. */
  readonly timeToDecide: Duration | null;
  /** The same in message delays: the longest chain of messages that led there. */
  readonly delays: number | null;
  /** The round in which it was chosen. */
  readonly round: number | null;
  readonly chosen: string | null;
  /** Votes in round 1, by plan; in a classic round they are all for one. */
  readonly votes: Readonly<Record<string, number>>;
  /** Round 1 was fast, and its votes were so divided that it chose nothing. */
  readonly collided: boolean;
  /** Collided, and so did a fast round after it: acceptors recovered by themselves, and not alike. */
  readonly collidedAgain: boolean;
  /** Messages sent until everybody who proposed knows. */
  readonly messages: number;
}

export function summarise(
  { trace, decisions }: Run<FastPaxos<string>>,
  { proposers }: Cast,
  configuration: Configuration<string>,
): ContentionSummary {
  const reached = firstDecision(trace, proposers);
  const first = decisions.find(({ node }) => node === reached?.node);
  /** By round, who voted for what. */
  const rounds = new Map<number, Map<string, Set<NodeId>>>();
  let messages = 0;
  for (const event of trace.events) {
    if (event.kind !== "send") continue;
    if (event.at >= opening) messages += 1;
    if (event.message.kind !== "2b") continue;
    const { round, value } = event.message;
    const votes = rounds.get(round) ?? new Map<string, Set<NodeId>>();
    rounds.set(round, votes.set(value, (votes.get(value) ?? new Set()).add(event.node)));
  }
  const hasCollided = (round: number): boolean => {
    const voters = [...(rounds.get(round)?.values() ?? [])].map((nodes) => [...nodes].sort((a, b) => a - b));
    const isChosen = voters.some((nodes) => configuration.quorums.isFastQuorum(nodes));
    return isFast(roundsOf(configuration), round) && voters.length > 1 && !isChosen;
  };
  return {
    timeToDecide: reached === null ? null : reached.at - opening,
    delays: reached?.delays ?? null,
    round: first?.decision.round ?? null,
    chosen: first?.decision.value ?? null,
    votes: Object.fromEntries([...(rounds.get(1) ?? [])].map(([plan, voters]) => [plan, voters.size])),
    collided: hasCollided(1),
    collidedAgain: hasCollided(1) && hasCollided(2),
    messages,
  };
}
