import { itemAt, unchanged, type NodeId } from "../../core/index.ts";
import { answers } from "./answers.ts";
import { compacted, lastIndex } from "./log.ts";
import { positionOf, type Execution } from "./replica.ts";
import type { Action, Here, RaftTurn, ServerState } from "./vocabulary.ts";

/** Applies what is committed up to this index, entry by entry, and answers those who waited for it. */
export function commitTo<S, C, R>(
  state: ServerState<S, C, R>,
  index: number,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const last = Math.min(index, lastIndex(state.log));
  if (last <= state.replica.lastApplied) return unchanged(state);
  let next = state;
  const effects: Action<S, C, R>[] = [];
  while (next.replica.lastApplied < last) {
    const turn = apply(next, here);
    next = turn.state;
    effects.push(...turn.effects);
  }
  return { state: next, effects };
}

function apply<S, C, R>(state: ServerState<S, C, R>, here: Here<S, C, R>): RaftTurn<S, C, R> {
  const { rules, service, snapshotEvery } = here;
  const index = state.replica.lastApplied + 1;
  const entry = itemAt(state.log.entries, index)!;
  const execution = rules.execute(state.replica, entry, service);
  const { replica, executed } = execution;
  const pending = state.pending[0]?.index === index ? state.pending.slice(1) : state.pending;
  const { content, term } = entry;
  const answered = answers({ ...state, replica, pending }, content.kind === "command" ? [content] : []);
  return {
    state: index % snapshotEvery === 0 ? withSnapshot(answered.state) : answered.state,
    effects: [
      { kind: "decide", decision: { kind: "applied", index, term, content, executed } },
      ...tidings(index, execution, state.replica.members),
      ...answered.effects,
    ],
  };
}

function tidings<S, C, R>(
  index: number,
  { replica: { members } }: Execution<S, C, R>,
  before: readonly NodeId[],
): readonly Action<S, C, R>[] {
  return members === before ? [] : [{ kind: "decide", decision: { kind: "reconfigured", index, members } }];
}

/**
 * Takes a snapshot, and cuts the log: not at it but where the last snapshot was taken, for whoever is only a little
 * behind is helped with a few entries better than with the whole state (section 7).
 */
function withSnapshot<S, C, R>(state: ServerState<S, C, R>): ServerState<S, C, R> {
  const { log, snapshot, replica } = state;
  return { ...state, snapshot: replica, log: compacted(log, positionOf(snapshot)) };
}
