import { and, unchanged, withItem } from "../../../core/index.ts";
import { isIdle, retryTimer } from "../clients.ts";
import type { Reconfigure } from "../values.ts";
import type { NodeState, Settings, Turn } from "../vocabulary.ts";
import { latest } from "./tenures.ts";
import { submitWanted } from "./wanted.ts";

/**
 * An administrator wants other members. Any node sees to it that a leader hears of it, for as long as no tenure of this
 * number is in the log. Several may be asked for at once; each waits for its turn.
 *
 * @throws QuorumError for a membership that is none.
 * @throws RangeError for a number that makes no sense, and where the window has no end, so that no reconfiguration could
 * ever come into force.
 */
export function onReconfigure<S, C, R>(
  state: NodeState<S, C, R>,
  request: Reconfigure,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (settings.window === Infinity) {
    throw new RangeError(
      "Members can change only from a window later on: set a window that is not Infinity.",
    );
  }
  const { number, membership } = request;
  if (!(Number.isInteger(number) && number > 0)) {
    throw new RangeError(
      `Configurations are numbered 1, 2, … in the order in which they follow the initial one; got ${number}.`,
    );
  }
  settings.quorumsOf(membership);
  if (number <= latest(state.replica).number) return unchanged(state);
  const wanted = withItem(state.wanted, number, request);
  const turn = submitWanted({ ...state, wanted }, settings);
  return isIdle(state) ? and(turn, [retryTimer(settings)]) : turn;
}
