import { and, andThen, unchanged, type Context } from "../../core/index.ts";
import { isIdle, retryTimer, submitWaiting } from "./clients.ts";
import { stillWanted } from "./membership/tenures.ts";
import { repeatReads } from "./reads/reads.ts";
import type { NodeState, Settings, Turn } from "./vocabulary.ts";

/** Something got lost, or the leader did: asks again for all that clients wait for. */
export function onRetry<S, C, R>(
  state: NodeState<S, C, R>,
  context: Context,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const open = state.wanted.root === null ? state : { ...state, wanted: stillWanted(state) };
  if (isIdle(open)) return unchanged(open);
  const turn = andThen(submitWaiting(open, settings), (state) => repeatReads(state, context, settings));
  return and(turn, [retryTimer(settings)]);
}
