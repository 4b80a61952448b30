import type { History } from "../../properties/index.ts";
import { displayable } from "../displayable.ts";
import type { TimelineFigure } from "../figure.ts";
import { drawHistory } from "./draw.ts";
import { formatMoment } from "./layout.ts";
import type { HistoryOptions } from "./options.ts";
import { viewOf, type Bar, type HistoryView } from "./view.ts";

/**
 * A history of a shared object: a row for each client, a bar for each call from its invocation to its return.
 *
 * With a verdict, the part that fits no order is marked, or else the moments at which the calls take effect.
 *
 * @throws RangeError if the options name a call that the history does not have.
 */
export function historyTimeline<Operation, Result>(
  history: History<Operation, Result>,
  options: HistoryOptions<Operation, Result> = {},
): TimelineFigure {
  const view = viewOf(history, options);
  const { title, alt } = view;
  return displayable({ kind: "timeline", title, alt, svg: drawHistory(view), text: tellHistory(view) });
}

export type { HistoryOptions } from "./options.ts";

/** One line a call, by its beginning; what breaks the order has a cross before it. */
function tellHistory(view: HistoryView): string {
  const sign: Readonly<Record<Bar["role"], string>> = { plain: " ", source: "·", part: "x", blamed: "X" };
  const lines = view.bars.map((bar) => {
    const span = `${formatMoment(bar.from)} to ${bar.to === null ? "…" : formatMoment(bar.to)}`;
    const effect = bar.point === null ? "" : ` (effect ${bar.point.rank})`;
    return `${sign[bar.role]} ${view.nameOf(bar.client)}, ${span}: ${bar.words}${effect}`;
  });
  return [view.title, ...lines].join("\n");
}
