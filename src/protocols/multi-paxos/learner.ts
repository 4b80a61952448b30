import {
  andThen,
  fromIndex,
  itemAt,
  unchanged,
  withItem,
  type Ballot,
  type NodeId,
} from "../../core/index.ts";
import { answers } from "./answers.ts";
import type { CatchUp, Missing } from "./messages.ts";
import { latest, withTenures } from "./membership/tenures.ts";
import { commandsIn, type Replica } from "./replica.ts";
import type { Slot, SlotProposal } from "./values.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/** So many slots a catch-up brings at most. */
const portion = 64;

/** Applies what stands in the log at this slot, and answers those who waited for it. */
export function apply<S, C, R>(
  state: NodeState<S, C, R>,
  slot: Slot,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { rules, service, snapshotEvery } = settings;
  const { value } = itemAt(state.log, slot)!;
  const before = slot === state.replica.next ? state.replica : { ...state.replica, next: slot };
  const execution = rules.execute(before, value, service);
  const { executed } = execution;
  const replica = withTenures(execution.replica, value, settings);
  const answered = answers({ ...state, replica }, commandsIn(value));
  const isDue = replica.next % snapshotEvery === 0;
  return {
    state: isDue ? withSnapshot(answered.state) : answered.state,
    effects: [
      { kind: "decide", decision: { kind: "applied", slot, value, executed } },
      ...tidings<S, C, R>(before, replica),
      ...answered.effects,
    ],
  };
}

/** A tenure that is new in the log. */
function tidings<S, C, R>(
  before: Replica<S, R>,
  replica: Replica<S, R>,
): readonly Extract<Action<S, C, R>, { readonly kind: "decide" }>[] {
  const tenure = latest(replica);
  return tenure.number === latest(before).number
    ? []
    : [{ kind: "decide", decision: { kind: "reconfigured", ...tenure } }];
}

/**
 * Takes a snapshot, and cuts the log: not at it but where the last snapshot was taken, for whoever is only a little
 * behind is helped with a few slots better than with the whole state.
 */
function withSnapshot<S, C, R>(state: NodeState<S, C, R>): NodeState<S, C, R> {
  const logStart = state.snapshot.next;
  return { ...state, snapshot: state.replica, logStart, log: fromIndex(state.log, logStart) };
}

/** The leader says how far things are chosen: applies what can be applied here. */
export function learn<S, C, R>(
  state: NodeState<S, C, R>,
  ballot: Ballot,
  chosenBelow: Slot,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (;;) {
    const slot = settings.rules.appliesNext(turn.state, ballot, chosenBelow);
    if (slot === null) return turn;
    turn = andThen(turn, (state) => apply(state, slot, settings));
  }
}

/** Told by a node that knows, it takes what is chosen in these slots into its log and applies it. */
export function learnChosen<S, C, R>(
  state: NodeState<S, C, R>,
  chosen: readonly SlotProposal<C>[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (const { slot, ballot, value } of chosen) {
    if (slot !== turn.state.replica.next) continue;
    turn = andThen(turn, (state) =>
      apply({ ...state, log: withItem(state.log, slot, { ballot, value }) }, slot, settings),
    );
  }
  return turn;
}

/** Takes over another node's state, if that is further on. Its own log is of no use up to there. */
export function install<S, C, R>(state: NodeState<S, C, R>, replica: Replica<S, R>): Turn<S, C, R> {
  const slot = replica.next;
  if (slot <= state.replica.next) return unchanged(state);
  const log = fromIndex(state.log, slot);
  const restored = { ...state, replica, snapshot: replica, log, logStart: slot };
  const answered = answers(restored, null);
  return {
    state: answered.state,
    effects: [
      { kind: "decide", decision: { kind: "restored", slot, state: replica.service } },
      ...answered.effects,
    ],
  };
}

/** A node lags behind: it gets slots, or the whole state where the log has been cut. */
export function onMissing<S, C, R>(state: NodeState<S, C, R>, from: NodeId, message: Missing): Turn<S, C, R> {
  const { log, logStart, replica } = state;
  const { next } = replica;
  if (message.from >= next) return unchanged(state);
  if (message.from < logStart) {
    return { state, effects: [{ kind: "send", to: from, message: { kind: "snapshot", replica } }] };
  }
  const length = Math.min(next - message.from, portion);
  const chosen = Array.from({ length }, (_, nth): SlotProposal<C> => {
    const slot = message.from + nth;
    return { slot, ...itemAt(log, slot)! };
  });
  return {
    state,
    effects: [{ kind: "send", to: from, message: { kind: "catch-up", chosen, chosenBelow: next } }],
  };
}

/** Takes in what it missed, and asks for more if there is more. A leader has learned all it needs in phase 1. */
export function onCatchUp<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: CatchUp<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (state.role.kind === "leading") return unchanged(state);
  const turn = learnChosen(state, message.chosen, settings);
  const { next } = turn.state.replica;
  // No progress: an answer that came twice, or late. Asking again would be answered twice, too.
  if (next === state.replica.next || next >= message.chosenBelow) return turn;
  return andThen(turn, (state) => ({
    state,
    effects: [{ kind: "send", to: from, message: { kind: "missing", from: next } }],
  }));
}
