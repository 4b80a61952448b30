import { andThen, itemAt, unchanged } from "../../core/index.ts";
import { answers } from "./answers.ts";
import { withSnapshot } from "./history.ts";
import type { ProcessState, Settings, Turn } from "./vocabulary.ts";
import type { Zxid } from "./zxid.ts";

/** Delivers what is committed, in the order of the history, and answers those who waited for it. */
export function deliverUpTo<S, C, R>(
  state: ProcessState<S, C, R>,
  committed: Zxid,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (;;) {
    const place = settings.rules.deliversNext(turn.state, committed);
    if (place === null) return turn;
    turn = andThen(turn, (state) => deliver(state, place, settings));
  }
}

function deliver<S, C, R>(
  state: ProcessState<S, C, R>,
  place: number,
  { rules, service, snapshotEvery }: Settings<S, C, R>,
): Turn<S, C, R> {
  const transaction = itemAt(state.log, place)!;
  const { replica, executed } = rules.execute(
    { ...state.replica, delivered: place },
    transaction.command,
    service,
  );
  const answered = answers({ ...state, replica }, [transaction.command]);
  const isDue = replica.delivered % snapshotEvery === 0;
  return {
    state: isDue ? withSnapshot(answered.state, snapshotEvery) : answered.state,
    effects: [
      { kind: "decide", decision: { kind: "delivered", place, transaction, executed } },
      ...answered.effects,
    ],
  };
}
