import { broadcast, unchanged, type NodeId } from "../../core/index.ts";
import type { Phase1a, Phase2a, Phase2b, Proposal } from "./messages.ts";
import { coordinatorOf, isFast, noRound, recoveryOf, type Round } from "./rounds.ts";
import { reportersIn, withVote } from "./reports.ts";
import { hasCollided } from "./rules.ts";
import type { AcceptorState, Action, Durable, NodeState, Settings, Turn } from "./vocabulary.ts";

/** Phase 1b: joins the round, and says what it last voted for. */
export function onPhase1a<V>(state: NodeState<V>, from: NodeId, { round }: Phase1a): Turn<V> {
  const { rnd, vrnd, vval } = state.acceptor;
  if (rnd > round) return refuse(state, from);
  const report: Action<V> = { kind: "send", to: from, message: { kind: "1b", round, vrnd, vval } };
  // The same question again, duplicated by the network: while it has not voted there, the answer stands.
  if (rnd === round) return vrnd === round ? unchanged(state) : { state, effects: [report] };
  const joined = withAcceptor(state, joining(state.acceptor, round));
  return { state: joined, effects: [persist(joined), report] };
}

/** Phase 2b, asked by the coordinator: for its value, or in a fast round for whatever proposal comes. */
export function onPhase2a<V>(
  state: NodeState<V>,
  from: NodeId,
  { round, ask }: Phase2a<V>,
  settings: Settings<V>,
): Turn<V> {
  const { acceptor } = state;
  if (acceptor.rnd > round) return refuse(state, from);
  if (!settings.rules.mayVote(acceptor, round)) return unchanged(state);
  if (ask.kind === "value") return vote(state, round, ask.value, settings);
  const { proposal } = acceptor;
  if (proposal !== null) return vote(state, round, proposal.value, settings);
  if (acceptor.anyIn >= round) return unchanged(state);
  const open = withAcceptor(state, { ...joining(acceptor, round), anyIn: round });
  return { state: open, effects: acceptor.rnd < round ? [persist(open)] : [] };
}

/** A proposer comes straight to the acceptor: one message delay less, if a fast round is open. */
export function onProposal<V>(state: NodeState<V>, { value }: Proposal<V>, settings: Settings<V>): Turn<V> {
  const { acceptor } = state;
  const { rnd, anyIn, proposal } = acceptor;
  if (anyIn === rnd && anyIn > noRound && settings.rules.mayVote(acceptor, rnd)) {
    return vote(state, rnd, value, settings);
  }
  if (proposal !== null) return unchanged(state);
  return { state: withAcceptor(state, { ...acceptor, proposal: { value } }), effects: [] };
}

function vote<V>(state: NodeState<V>, round: Round, value: V, settings: Settings<V>): Turn<V> {
  const joined = joining(state.acceptor, round);
  const voted = withAcceptor(state, { ...joined, vrnd: round, vval: value, proposal: null });
  const message: Phase2b<V> = { kind: "2b", round, value };
  return { state: voted, effects: [persist(voted), ...broadcast(audience(round, settings), message)] };
}

/** Who has to hear of a vote: learners, and after a fast round whoever recovers from a collision. */
function audience<V>(round: Round, { learners, rounds, recovery, quorums }: Settings<V>): readonly NodeId[] {
  const others: readonly NodeId[] = !isFast(rounds, round)
    ? []
    : recovery === "uncoordinated"
      ? quorums.acceptors
      : recovery === "coordinated"
        ? [coordinatorOf(rounds, round)]
        : [];
  return [...new Set([...learners, ...others])].sort((a, b) => a - b);
}

/**
 * Uncoordinated recovery (section 3.2): the acceptors see the collision themselves. The votes of the fast round
 * serve each of them as the phase 1 of the next, by the same rule of picking; where the rule leaves it a choice it takes the
 * first value of the list, in the hope that the others do so too. If they have heard of other votes they may
 * collide again.
 */
export function onOthersVote<V>(
  state: NodeState<V>,
  from: NodeId,
  { round, value }: Phase2b<V>,
  settings: Settings<V>,
): Turn<V> {
  const { quorums, recovery, rounds, rules } = settings;
  const { acceptor } = state;
  const next = recoveryOf(rounds, round);
  if (recovery !== "uncoordinated" || !isFast(rounds, round) || next === null || acceptor.rnd > round) {
    return unchanged(state);
  }
  const earlier = acceptor.rnd === round ? acceptor.others : [];
  const others = withVote(earlier, from, { vrnd: round, vval: value });
  if (others === acceptor.others) return unchanged(state);
  const reached = withAcceptor(state, { ...joining(acceptor, round), others });
  const raised: readonly Action<V>[] = acceptor.rnd < round ? [persist(reached)] : [];
  if (!quorums.isPhase1Quorum(reportersIn(others)) || !hasCollided(others, quorums)) {
    return { state: reached, effects: raised };
  }
  if (!rules.mayVote(reached.acceptor, next)) return { state: reached, effects: raised };
  const picked = rules.pick(others, quorums, (round) => isFast(rounds, round));
  return vote(reached, next, picked.kind === "value" ? picked.value : (others[0]!.vval as V), settings);
}

/** In a new round, nothing of the old one is of use but the last vote. */
function joining<V>(acceptor: AcceptorState<V>, round: Round): AcceptorState<V> {
  return acceptor.rnd === round ? acceptor : { ...acceptor, rnd: round, others: [] };
}

function refuse<V>(state: NodeState<V>, to: NodeId): Turn<V> {
  return { state, effects: [{ kind: "send", to, message: { kind: "nack", rnd: state.acceptor.rnd } }] };
}

function withAcceptor<V>(state: NodeState<V>, acceptor: AcceptorState<V>): NodeState<V> {
  return { ...state, acceptor };
}

/** Rounds and votes survive a crash; what was only heard does not have to. */
export function persist<V>({
  acceptor: { rnd, vrnd, vval },
  coordinator: { crnd },
}: NodeState<V>): Action<V> {
  const value: Durable<V> = { rnd, vrnd, vval, crnd };
  return { kind: "persist", value };
}
