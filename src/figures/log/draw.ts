import { formatBallot, formatDuration, type Ballot } from "../../core/index.ts";
import { drawHeading, drawPage, type LegendEntry } from "../space-time/canvas.ts";
import { element, fitText, group, round, text, tip } from "../space-time/svg.ts";
import { logStyle } from "./style.ts";
import type { LogSpeech } from "./speech.ts";
import { contentOf, isNoOp, tellCell } from "./tell.ts";
import { ballotsIn, conflictsIn, type LogCell, type LogPanel, type LogRow } from "./view.ts";

export interface LogDrawing<Command> {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly alt: string;
  readonly panels: readonly LogPanel<Command>[];
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly speech: LogSpeech;
  readonly words: (command: Command) => string;
  readonly hasChosen: boolean;
  readonly width: number;
}

const [left, right, rowHeight, cellHeight] = [104, 20, 36, 31] as const;
const colours = 5;

export function drawLogs<Command>(drawing: LogDrawing<Command>): string {
  const { title, subtitle, alt, width, panels } = drawing;
  const ballots = ballotsIn(panels);
  const heading = drawHeading({ title, subtitle, legend: legendOf(drawing, ballots) }, width);
  let y = heading.bottom + 6;
  const content = panels.map((panel) => {
    const drawn = drawPanel(panel, y, drawing, ballots);
    y = drawn.bottom + 14;
    return drawn.svg;
  });
  return drawPage({ title, alt, width, height: y, style: logStyle, content: [heading.svg, ...content] });
}

function drawPanel<Command>(
  panel: LogPanel<Command>,
  top: number,
  drawing: LogDrawing<Command>,
  ballots: readonly string[],
): { readonly svg: string; readonly bottom: number } {
  const { from, to, width, words, speech, hasChosen } = drawing;
  const cellWidth = Math.min(112, (width - left - right) / (to - from + 1));
  const slots = Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
  const x = (slot: number): number => left + (slot - from) * cellWidth;
  const conflicts = conflictsIn(panel);
  const label = `${formatDuration(panel.at)}${panel.words === undefined ? "" : `: ${panel.words}`}`;
  const header = slots.map((slot) => {
    const isBad = conflicts.has(slot);
    return text(
      isBad ? "slot bad" : "slot",
      x(slot) + cellWidth / 2,
      top + 36,
      `${slot + speech.first}${isBad ? " ✗" : ""}`,
    );
  });
  const placeOf = (slot: number, y: number): Place => {
    return { x: x(slot) + 2, y, width: cellWidth - 4, height: cellHeight };
  };
  const cellAt = (cell: LogCell<Command>, slot: number, y: number, name: string): string => {
    const isBad = conflicts.has(slot) && cell.kind === "applied";
    const told = `${name}, ${speech.place} ${slot + speech.first}: ${tellCell(cell, words, speech)}`;
    const content = "entry" in cell ? contentOf(cell.entry, words) : "";
    return drawCell(cell, placeOf(slot, y), { isBad, ballots, content, told, speech });
  };
  const chosenAt = (slot: number, y: number): string => {
    const [entry, ...others] = panel.chosen.get(slot) ?? [];
    const cell: LogCell<Command> = entry === undefined ? { kind: "empty" } : { kind: "applied", entry };
    const content = [...(entry === undefined ? [] : [entry]), ...others].map((one) => contentOf(one, words));
    const told = `chosen in ${speech.place} ${slot + speech.first}: ${content.join(" and also ") || "nothing yet"}`;
    const isBad = conflicts.has(slot);
    return drawCell(cell, placeOf(slot, y), { isBad, ballots, content: content.join(" ≠ "), told, speech });
  };
  const rowTop = (row: number): number => top + 44 + row * rowHeight;
  const rows = panel.rows.map((row, index) =>
    group(row.isUp ? "row" : "row down", [
      text("name", left - 10, rowTop(index) + cellHeight / 2, fitText(nameOf(row), 12, left - 20)),
      ...slots.map((slot) => cellAt(row.cell(slot), slot, rowTop(index), row.name)),
    ]),
  );
  const chosenTop = rowTop(panel.rows.length) + 5;
  const chosen = hasChosen
    ? group("row", [
        text("note", left - 10, chosenTop + cellHeight / 2, "chosen"),
        ...slots.map((slot) => chosenAt(slot, chosenTop)),
      ])
    : "";
  const slotWord = text("note", left - 10, top + 32, speech.place);
  const svg = group("", [text("panel", 16, top + 16, label), slotWord, ...header, ...rows, chosen]);
  return { svg, bottom: hasChosen ? chosenTop + rowHeight : chosenTop - 5 };
}

const nameOf = <Command>({ name, isUp }: LogRow<Command>): string => (isUp ? name : `${name} †`);

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Look {
  readonly isBad: boolean;
  readonly ballots: readonly string[];
  /** What stands in the cell, and what it says to a pointer. */
  readonly content: string;
  readonly told: string;
  readonly speech: LogSpeech;
}

function drawCell<Command>(cell: LogCell<Command>, place: Place, look: Look): string {
  const { x, y, width, height } = place;
  const middle = x + width / 2;
  const box = element("rect", { class: "box", ...place, rx: 3 });
  if (!("entry" in cell)) {
    return element("g", { class: `m cell ${cell.kind}` }, [tip(look.told), box]);
  }
  const ballot = formatBallot(cell.entry.ballot);
  const colour = `b${look.ballots.indexOf(ballot) % colours}`;
  return element("g", { class: `m cell ${cell.kind} ${colour}${look.isBad ? " bad" : ""}` }, [
    tip(look.told),
    box,
    isNoOp(cell.entry) ? element("path", { class: "hatch", d: hatch(place) }) : "",
    text("what", middle, y + 14, fitText(look.content, 11, width - 2)),
    width < 24 ? "" : text("by", middle, y + height - 5, look.speech.number(cell.entry.ballot)),
  ]);
}

/** Slanted lines that stay within the cell. */
function hatch({ x, y, width, height }: Place): string {
  const step = 7;
  const count = Math.floor((width + height) / step);
  return Array.from({ length: count }, (_, nth) => {
    const start = (nth + 1) * step;
    const [x1, y1] = start <= width ? [x + start, y] : [x + width, y + start - width];
    const [x2, y2] = start <= height ? [x, y + start] : [x + start - height, y + height];
    return `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
  }).join("");
}

function legendOf<Command>(
  { names, panels, speech }: LogDrawing<Command>,
  ballots: readonly string[],
): readonly LegendEntry[] {
  const cells = panels.flatMap(({ rows, end }) =>
    rows.flatMap(({ cell }) => Array.from({ length: end }, (_, slot) => cell(slot))),
  );
  const place: Place = { x: 2, y: -7, width: 28, height: 14 };
  const box = (className: string, more = ""): string =>
    element("g", { class: `cell ${className}` }, element("rect", { class: "box", ...place, rx: 3 }) + more);
  const hatched = element("path", { class: "hatch", d: hatch(place) });
  const entries: readonly (LegendEntry & { readonly isThere: boolean })[] = [
    {
      isThere: cells.some(({ kind }) => kind === "accepted"),
      sample: box("accepted b4"),
      words: speech.kept,
    },
    {
      isThere: cells.some(({ kind }) => kind === "applied"),
      sample: box("applied b4"),
      words: speech.settled,
    },
    {
      isThere: cells.some((cell) => "entry" in cell && isNoOp(cell.entry)),
      sample: box("accepted b4", hatched),
      words: "no-op",
    },
    {
      isThere: panels.some((panel) => conflictsIn(panel).size > 0),
      sample: box("applied b4 bad"),
      words: "contradiction",
    },
    { isThere: cells.some(({ kind }) => kind === "cut"), sample: box("cut"), words: "cut: in the snapshot" },
  ];
  return [
    ...entries.filter(({ isThere }) => isThere),
    ...ballots.map((ballot, index) => ({
      sample: box(`applied b${index % colours}`),
      words: speech.attempt(ballotOf(ballot), names[ballotOf(ballot).node] ?? "?"),
    })),
  ];
}

const ballotOf = (text: string): Ballot => {
  const [round = 0, node = 0] = text.split(".").map(Number);
  return { round, node };
};
