import { formatDuration } from "../../core/index.ts";
import type { LogDrawing } from "./draw.ts";
import type { LogEntry } from "./options.ts";
import type { LogSpeech } from "./speech.ts";
import { conflictsIn, type LogCell, type LogPanel, type LogRow } from "./view.ts";

/** One sentence about a moment. */
export function tellMoment<Command>(panel: LogPanel<Command>, { place, first }: LogSpeech): string {
  const rows = panel.rows.map(({ name, applied, isUp }) =>
    isUp ? `${name} has applied ${applied}` : `${name} is down`,
  );
  const conflicts = [...conflictsIn(panel)].map((slot) => slot + first);
  const problem =
    conflicts.length === 0 ? "" : ` They contradict each other in ${place} ${conflicts.join(", ")}.`;
  return `At ${formatDuration(panel.at)}: ${rows.join(", ")}.${problem}`;
}

export const isNoOp = ({ commands, other }: LogEntry<unknown>): boolean =>
  commands.length === 0 && other === undefined;

export function contentOf<Command>(entry: LogEntry<Command>, words: (command: Command) => string): string {
  return entry.other ?? (isNoOp(entry) ? "no-op" : entry.commands.map(words).join(", "));
}

/** One cell in words; brackets hold what is accepted only. */
export function tellCell<Command>(
  cell: LogCell<Command>,
  words: (command: Command) => string,
  { number }: LogSpeech,
): string {
  switch (cell.kind) {
    case "empty":
      return "–";
    case "cut":
      return "cut";
    case "accepted":
      return `(${contentOf(cell.entry, words)} ${number(cell.entry.ballot)})`;
    case "applied":
      return `${contentOf(cell.entry, words)} ${number(cell.entry.ballot)}`;
  }
}

/** A line a node; what stands in brackets is accepted and not known to be chosen. */
export function tellLogs<Command>({
  title,
  panels,
  from,
  to,
  words,
  speech,
  hasChosen,
}: LogDrawing<Command>): string {
  const slots = Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
  const row = ({ name, isUp, cell }: LogRow<Command>): string =>
    `${name}${isUp ? "" : " (down)"}: ${slots.map((slot) => tellCell(cell(slot), words, speech)).join(" | ")}`;
  const lines = panels.flatMap((panel) => [
    `${formatDuration(panel.at)}${panel.words === undefined ? "" : `: ${panel.words}`} (${speech.places} ${from + speech.first} to ${to + speech.first})`,
    ...panel.rows.map((one) => `  ${row(one)}`),
    ...(hasChosen ? [`  chosen: ${slots.map((slot) => tellChosen(panel, slot, words)).join(" | ")}`] : []),
  ]);
  return [title, ...lines].join("\n");
}

const tellChosen = <Command>(
  { chosen }: LogPanel<Command>,
  slot: number,
  words: (command: Command) => string,
): string =>
  chosen
    .get(slot)
    ?.map((entry) => contentOf(entry, words))
    .join(" AND ") ?? "–";
