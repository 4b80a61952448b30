import { formatDuration, type Duration, type Time } from "../../core/index.ts";
import { roundStep, unitFor, type TimeUnit } from "../time-units.ts";

/** Where moments lie on the page. */
export interface TimeScale {
  readonly x: (time: Time) => number;
  readonly ticks: readonly Tick[];
  /** Idle stretches left out of a compressed scale. */
  readonly breaks: readonly Break[];
  /** Title of the axis, with its unit. */
  readonly title: string;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface Break {
  readonly x: number;
  readonly skipped: Duration;
}

export interface TimeRange {
  readonly from: Time;
  readonly to: Time;
}

/** From pixel `left` to pixel `right`. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

const pixelsPerTick = 80;

export function linearScale(range: TimeRange, extent: Extent): TimeScale {
  const stretch = stretchOf(range, extent);
  const unit = unitFor(Math.max(1, range.to));
  return {
    x: stretch.x,
    ticks: absoluteTicks(stretch, unit),
    breaks: [],
    title: `virtual time (${unit.name})`,
  };
}

/**
 * A scale without the stretches of more than `idle` in which nothing happens, each marked by a break.
 *
 * @param moments - when something happens, sorted.
 */
export function compressedScale(
  range: TimeRange,
  moments: readonly Time[],
  idle: Duration,
  extent: Extent,
): TimeScale {
  const busy = busyRanges(range, moments, idle);
  if (busy.length === 1) return linearScale(range, extent);
  const stretches = layOut(busy, extent);
  const unit = unitFor(Math.max(...busy.map(({ from, to }) => to - from)));
  return {
    x: (time) => placeIn(stretches, time),
    ticks: stretches.flatMap((stretch, index) =>
      relativeTicks(stretch, unit, index === stretches.length - 1),
    ),
    breaks: stretches.slice(1).map((stretch, index) => {
      const before = stretches[index] as Stretch;
      return { x: (before.right + stretch.left) / 2, skipped: stretch.from - before.to };
    }),
    title: `virtual time (idle stretches left out at //)`,
  };
}

/** A piece of the axis on which pixels are proportional to time. */
interface Stretch extends TimeRange, Extent {
  readonly x: (time: Time) => number;
}

function stretchOf(range: TimeRange, extent: Extent): Stretch {
  const pixelsPerMicrosecond = (extent.right - extent.left) / Math.max(1, range.to - range.from);
  return { ...range, ...extent, x: (time) => extent.left + (time - range.from) * pixelsPerMicrosecond };
}

function busyRanges(range: TimeRange, moments: readonly Time[], idle: Duration): readonly TimeRange[] {
  const ranges: { from: Time; to: Time }[] = [{ from: range.from, to: range.from }];
  for (const moment of [...moments, range.to]) {
    const current = ranges.at(-1) as { from: Time; to: Time };
    if (moment - current.to > idle) ranges.push({ from: moment, to: moment });
    else current.to = Math.max(current.to, moment);
  }
  return ranges;
}

const breakWidth = 34;

/** Shares the width out by duration, but leaves none so narrow that nothing can be seen in it. */
function layOut(ranges: readonly TimeRange[], extent: Extent): readonly Stretch[] {
  const available = extent.right - extent.left - breakWidth * (ranges.length - 1);
  const least = Math.min(56, available / ranges.length / 2);
  const spare = available - least * ranges.length;
  const total = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = extent.left;
  return ranges.map((range) => {
    const share = total === 0 ? 1 / ranges.length : (range.to - range.from) / total;
    const right = left + least + spare * share;
    const stretch = stretchOf(range, { left, right });
    left = right + breakWidth;
    return stretch;
  });
}

function placeIn(stretches: readonly Stretch[], time: Time): number {
  const after = stretches.findIndex((stretch) => time <= stretch.to);
  const stretch = stretches.at(after) as Stretch;
  if (time >= stretch.from || after === 0) return stretch.x(time);
  const before = stretches[after - 1] as Stretch;
  const share = (time - before.to) / (stretch.from - before.to);
  return before.right + share * (stretch.left - before.right);
}

function absoluteTicks(stretch: Stretch, unit: TimeUnit): readonly Tick[] {
  const span = Math.max(1, stretch.to - stretch.from);
  const step = roundStep((span * pixelsPerTick) / (stretch.right - stretch.left) / unit.size);
  const ticks: Tick[] = [];
  for (let number = Math.ceil(stretch.from / unit.size / step - 1e-9); ; number++) {
    const time = number * step * unit.size;
    if (time > stretch.to) return ticks;
    ticks.push({ x: stretch.x(time), label: tidy(number * step) });
  }
}

/** The first tick of a stretch says when it begins; the others count from there. */
function relativeTicks(stretch: Stretch, unit: TimeUnit, isLast: boolean): readonly Tick[] {
  const first = {
    x: stretch.x(stretch.from),
    label: stretch.from === 0 ? "0" : formatDuration(stretch.from),
  };
  const span = stretch.to - stretch.from;
  const rest = absoluteTicks(
    { ...stretch, from: 0, to: span, x: (time) => stretch.x(stretch.from + time) },
    unit,
  );
  return [
    first,
    ...rest
      .filter((tick) => tick.x - first.x > 64 && (isLast || stretch.right - tick.x > 24))
      .map((tick) => ({ x: tick.x, label: `+${tick.label} ${unit.name}` })),
  ];
}

const tidy = (value: number): string => String(Number(value.toFixed(6)));
