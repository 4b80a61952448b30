import {
  and,
  andThen,
  broadcast,
  fromIndex,
  itemsFrom,
  unchanged,
  type Ballot,
  type NodeId,
  type NodeSet,
} from "../../../core/index.ts";
import { leaseUnder } from "../reads/lease.ts";
import { electionTimer } from "../timers.ts";
import type { Action, NodeState, Settings, Turn } from "../vocabulary.ts";
import { isMember, latest, others, quorumsInForce, stillWanted, voters } from "./tenures.ts";

/** What the leader has applied last may have brought a tenure, or ended one: it looks again where it may propose. */
export function withPrepared<S, C, R>(
  before: NodeState<S, C, R>,
  state: NodeState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = state;
  if (role.kind !== "leading" || replica.tenures === before.replica.tenures) return unchanged(state);
  const prepared = preparedFor(state, role.ballot.node, role.promises, settings);
  // A lease rests on members in force: those who were loyal before may be none.
  const lease = role.lease && leaseUnder(role.lease, quorumsInForce(state, settings), settings);
  const reconfigurations = fromIndex(role.reconfigurations, latest(replica).number + 1);
  const next: NodeState<S, C, R> = { ...state, role: { ...role, prepared, lease, reconfigurations } };
  const isNews = latest(replica) !== latest(before.replica);
  return { state: next, effects: isNews ? prepares(next, role, settings) : [] };
}

/**
 * The last tenure in whose slots a leader with these promises may propose, and in those of all before. It has to be a
 * member of each, for it is the first to accept what it proposes.
 */
export function preparedFor<S, C, R>(
  { replica: { tenures } }: NodeState<S, C, R>,
  self: NodeId,
  promises: NodeSet,
  settings: Settings<S, C, R>,
): number {
  const { quorumsOf, rules } = settings;
  const unprepared = tenures.findIndex(({ membership }) => {
    const quorums = quorumsOf(membership);
    const isFit =
      rules.hasVote(self, quorums) && rules.isPrepared(voters(promises, quorums, settings), quorums);
    return !isFit;
  });
  return unprepared === -1 ? tenures[tenures.length - 1]!.number : tenures[0]!.number + unprepared - 1;
}

/** Asks those members, in force or to come, who have not promised: new ones, or such as the question did not reach. */
export function prepares<S, C, R>(
  state: NodeState<S, C, R>,
  { ballot, promises }: { readonly ballot: Ballot; readonly promises: NodeSet },
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const silent = others(state, ballot.node, settings).filter((node) => !promises.includes(node));
  return broadcast(silent, { kind: "prepare" as const, ballot, from: settings.rules.asksFrom(state) });
}

/** A leader whose time as a member is over, now that the configuration without it is in force. */
export function retire<S, C, R>(
  before: NodeState<S, C, R>,
  turn: Turn<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = turn.state;
  if (role.kind !== "leading" || replica.tenures === before.replica.tenures) return turn;
  return isMember(turn.state, role.ballot.node, settings)
    ? turn
    : andThen(turn, (state) => stepDown(state, settings));
}

export function stepDown<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  return {
    state: { ...state, role: { kind: "following", leader: null, isPatient: false } },
    effects: [electionTimer("an election's end", settings)],
  };
}

/**
 * A node that is no member where it stands, and hears of no leader, does not campaign. It asks the members that it knows
 * of what it has missed: it may have been made a member since. And it lets them know what it was asked for: one of them
 * may lead.
 */
export function listen<S, C, R>(
  state: NodeState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const members = others(state, self, settings);
  const commands = itemsFrom(state.waiting).map(({ item }) => item);
  const wanted = itemsFrom(stillWanted(state)).map(({ item }) => item);
  return and(stepDown(state, settings), [
    ...broadcast(members, { kind: "missing" as const, from: state.replica.next }),
    ...(commands.length === 0 ? [] : broadcast(members, { kind: "forward" as const, commands })),
    ...wanted.flatMap((wish) => broadcast(members, wish)),
  ]);
}
