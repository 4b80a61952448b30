import type { Vocabulary } from "../../core/index.ts";
import type { Trace } from "../../sim/trace.ts";
import { displayable } from "../displayable.ts";
import type { LogFigure } from "../figure.ts";
import { count } from "../words.ts";
import { drawLogs, type LogDrawing } from "./draw.ts";
import type { LogOptions } from "./options.ts";
import { paxosSpeech } from "./speech.ts";
import { tellLogs, tellMoment } from "./tell.ts";
import { panelsOf } from "./view.ts";

export { paxosSpeech, raftSpeech, type LogSpeech } from "./speech.ts";
export type { LogEntry, LogOnDisk, LogOptions, LogSight, Moment } from "./options.ts";

/** So many slots fit beside one another. */
const mostSlots = 24;

/**
 * A replicated log: a row for each node, a column for each slot, and in each cell what the node's disk holds there and
 * whether it knows that to be chosen; at one moment of a trace, or at several, one below the other.
 *
 * @throws RangeError if there are no slots from `options.from` to `options.to`.
 */
export function logFigure<V extends Vocabulary, Command>(
  trace: Trace<V>,
  options: LogOptions<V, Command>,
): LogFigure {
  const panels = panelsOf(trace, options);
  const to = options.to ?? Math.max(0, ...panels.map(({ end }) => end - 1));
  const from = options.from ?? Math.max(0, to - mostSlots + 1);
  if (from > to) throw new RangeError(`logFigure: there are no slots from ${from} to ${to}.`);
  const { speech = paxosSpeech } = options;
  const drawing: LogDrawing<Command> = {
    title: options.title ?? `${trace.protocol}, seed ${trace.seed}: the log of each node`,
    subtitle: options.subtitle,
    alt:
      `The logs of ${count(trace.names.length, "node")}, ${speech.places} ${from + speech.first} to ${to + speech.first}, at ${count(panels.length, "moment")}. ` +
      panels.map((panel) => tellMoment(panel, speech)).join(" "),
    panels,
    from,
    to,
    names: trace.names,
    speech,
    words: options.words ?? ((command) => JSON.stringify(command)),
    hasChosen: options.quorums !== undefined,
    width: options.width ?? 960,
  };
  const { title, alt } = drawing;
  return displayable({ kind: "log", title, alt, svg: drawLogs(drawing), text: tellLogs(drawing) });
}
