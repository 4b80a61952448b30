import { andThen, fromIndex, itemAt, withItem, withoutItem } from "../../core/index.ts";
import { executeUpTo, restore } from "./execute.ts";
import type { History, OpNumber } from "./messages.ts";
import type { ReplicaState, Settings, Turn } from "./vocabulary.ts";

/** A replica's log after this operation; from its beginning, with the application, if it has been cut there. */
export function historyAfter<S, C, R>(
  { log, logStart, opNumber, application }: ReplicaState<S, C, R>,
  after: OpNumber,
): History<S, C, R> {
  const { commitNumber } = application;
  const isCut = after + 1 < logStart;
  const from = isCut ? logStart : after + 1;
  return {
    log: fromIndex(log, from),
    from,
    opNumber,
    commitNumber,
    application: isCut ? application : null,
  };
}

/** All that there is of it. */
export const wholeHistory = <S, C, R>(state: ReplicaState<S, C, R>): History<S, C, R> =>
  historyAfter(state, 0);

/** Takes this log in place of its own, and executes what is committed in it. */
export function adopt<S, C, R>(
  state: ReplicaState<S, C, R>,
  history: History<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { opNumber } = history;
  const restored = restore({ ...state, ...joined(state, history), opNumber }, history);
  return andThen(restored, (state) => executeUpTo(state, history.commitNumber, settings));
}

/** Where the other log begins only after what both have in common, so much of its own stays. */
function joined<S, C, R>(
  mine: ReplicaState<S, C, R>,
  { log: theirs, from, opNumber, application }: History<S, C, R>,
): Pick<ReplicaState<S, C, R>, "log" | "logStart"> {
  const isFurther = application !== null && from > mine.application.commitNumber + 1;
  if (from <= mine.logStart || isFurther) return { log: theirs, logStart: from };
  let { log } = mine;
  for (let next = from; next <= opNumber; next++) log = withItem(log, next, itemAt(theirs, next)!);
  for (let lost = opNumber + 1; lost <= mine.opNumber; lost++) log = withoutItem(log, lost);
  return { log, logStart: mine.logStart };
}
