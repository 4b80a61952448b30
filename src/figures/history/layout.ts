import { groupedBy } from "../../core/index.ts";
import { textWidth } from "../space-time/svg.ts";
import type { Bar, HistoryView } from "./view.ts";

/** Where a bar lies, in pixels. */
export interface PlacedBar {
  readonly bar: Bar;
  readonly left: number;
  readonly right: number;
  /** Its middle. */
  readonly y: number;
  /** Where the room for its words ends. */
  readonly roomTo: number;
  /** Where its linearization point lies, if it has one. */
  readonly pointX: number | null;
}

export interface Layout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly bars: readonly PlacedBar[];
  readonly lanes: readonly { readonly client: number; readonly y: number }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

const rowHeight = 44;

/**
 * Time goes by events, not by the clock: each moment at which something happens is one step from the one before, so
 * that a write and a read long after it fit on one page.
 */
export function layOut(view: HistoryView, below: number): Layout {
  const longest = Math.max(0, ...view.clients.map((client) => textWidth(view.nameOf(client), 12)));
  const left = Math.min(170, longest + 38);
  const right = view.width - 28;
  const moments = [...new Set(view.bars.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort(
    (a, b) => a - b,
  );
  const step = (right - left - 28) / Math.max(1, moments.length);
  const stepOf = new Map(moments.map((moment, index) => [moment, index]));
  const x = (moment: number): number => left + 14 + step * (stepOf.get(moment) ?? 0);
  const rows = rowsOf(view);
  const top = below + 6;
  const yOf = (row: number): number => top + 36 + rowHeight * row;
  const pointX = pointsAlong(view, x, step);
  const bars = rows.flatMap((row, index) =>
    row.bars.map((bar, nth): PlacedBar => {
      const next = row.bars[nth + 1];
      return {
        bar,
        left: x(bar.from),
        right: bar.to === null ? right : Math.max(x(bar.to), x(bar.from) + 8),
        y: yOf(index),
        roomTo: next === undefined ? right : x(next.from) - 6,
        pointX: pointX.get(bar) ?? null,
      };
    }),
  );
  const every = Math.ceil(44 / step);
  return {
    left,
    right,
    top,
    bottom: yOf(rows.length - 1) + 26,
    bars,
    lanes: rows.map(({ client }, index) => ({ client, y: yOf(index) })),
    ticks: moments
      .filter((_, index) => index % every === 0)
      .map((moment) => ({ x: x(moment), label: formatMoment(moment) })),
  };
}

/** Thousandths of whatever the unit is are enough. */
export const formatMoment = (moment: number): string => String(Math.round(moment * 1_000) / 1_000);

interface Row {
  readonly client: number;
  readonly bars: Bar[];
}

/** A client's calls in a row; those that overlap, as after one it gave up, in more rows. */
function rowsOf({ clients, bars }: HistoryView): readonly Row[] {
  return clients.flatMap((client) => {
    const rows: Row[] = [];
    for (const bar of bars) {
      if (bar.client !== client) continue;
      const free = rows.find((row) => (row.bars.at(-1)!.to ?? Infinity) <= bar.from);
      if (free !== undefined) free.bars.push(bar);
      else rows.push({ client, bars: [bar] });
    }
    return rows;
  });
}

/** Points that share a moment stand side by side within its step, in their order. */
function pointsAlong(
  { bars }: HistoryView,
  x: (moment: number) => number,
  step: number,
): ReadonlyMap<Bar, number> {
  const inOrder = bars.filter(({ point }) => point !== null).sort((a, b) => a.point!.rank - b.point!.rank);
  const atMoment = groupedBy(inOrder, ({ point }) => point!.at);
  return new Map(
    [...atMoment].flatMap(([at, some]) =>
      some.map((bar, index) => [bar, x(at) + (step * (index + 1)) / (some.length + 1)] as const),
    ),
  );
}
