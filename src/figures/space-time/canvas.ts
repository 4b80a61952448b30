import { formatDuration } from "../../core/index.ts";
import { style as sharedStyle } from "./style.ts";
import { element, escapeXml, group, line, text, textWidth, wrapText } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";

/** One entry of the legend: a sample of 30 by 0 pixels around the origin's right, and what it means. */
export interface LegendEntry {
  readonly sample: string;
  readonly words: string;
}

export interface Heading {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly legend: readonly LegendEntry[];
}

export interface Drawn {
  readonly svg: string;
  /** Where it ends, in pixels from the top. */
  readonly bottom: number;
}

const margin = 16;

export function drawHeading({ title, subtitle, legend }: Heading, width: number): Drawn {
  let y = 8;
  const lines = (className: string, words: string, fontSize: number): string[] =>
    wrapText(words, fontSize, width - 2 * margin).map((row) =>
      text(className, margin, (y += fontSize + 5), row),
    );
  const parts = lines("title", title, 16);
  if (subtitle !== undefined) parts.push(...lines("subtitle", subtitle, 12));
  y += 22;
  let x = margin;
  const entries = legend.map(({ sample, words }) => {
    const entryWidth = 38 + textWidth(words, 12) + 18;
    if (x + entryWidth > width - margin && x > margin) {
      x = margin;
      y += 19;
    }
    const entry = element("g", { transform: `translate(${Math.round(x)} ${y - 4})` }, [
      sample,
      text("", 38, 4, words),
    ]);
    x += entryWidth;
    return entry;
  });
  return { svg: parts.join("") + group("legend", entries), bottom: legend.length === 0 ? y - 14 : y + 6 };
}

/** Ticks, their labels, the marks of breaks, and the axis' title. */
export function drawAxis(scale: TimeScale, left: number, right: number, y: number): Drawn {
  const ticks = scale.ticks.flatMap((tick) => [
    line("", tick.x, y, tick.x, y + 5),
    text("", tick.x, y + 18, tick.label),
  ]);
  const idle = scale.breaks.map(({ x, skipped }) => ({ x, words: `${formatDuration(skipped)} idle` }));
  // All or none: one alone would look as if the others skipped nothing. The ticks tell the times anyway.
  const fits = idle.every(({ x, words }, index) => x - (idle[index - 1]?.x ?? 0) > textWidth(words, 11) + 8);
  const breaks = fits ? idle.map(({ x, words }) => text("", x, y - 5, words)) : [];
  const title = text("", (left + right) / 2, y + 36, scale.title);
  return { svg: group("axis", [line("", left, y, right, y), ...ticks, ...breaks, title]), bottom: y + 42 };
}

/** Vertical lines at the ticks, and a gap with two slashes at each break. */
export function drawGrid(scale: TimeScale, top: number, bottom: number): string {
  return group(
    "",
    scale.ticks.map((tick) => line("grid", tick.x, top, tick.x, bottom)),
  );
}

/** Two slashes across each lane where time was left out. */
export function drawBreaks(scale: TimeScale, rows: readonly number[]): string {
  const slash = (x: number, y: number): string => line("slashes", x - 3, y + 6, x + 3, y - 6);
  return group(
    "",
    scale.breaks.flatMap(({ x }) =>
      rows.flatMap((y) => [
        element("rect", { class: "break", x: x - 4, y: y - 6, width: 8, height: 12 }),
        slash(x - 3, y),
        slash(x + 3, y),
      ]),
    ),
  );
}

export function drawCaption(caption: string | undefined, y: number, width: number): Drawn {
  if (caption === undefined) return { svg: "", bottom: y };
  const rows = wrapText(caption, 12, width - 2 * margin);
  return {
    svg: rows.map((row, index) => text("caption", margin, y + 14 + 16 * index, row)).join(""),
    bottom: y + 16 * rows.length + 4,
  };
}

export interface Page {
  readonly title: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  /** Rules beside those that all drawings share. */
  readonly style?: string;
  readonly content: readonly string[];
}

/** The drawing as one SVG that needs nothing around it. */
export function drawPage({ title, alt, width, height, style = "", content }: Page): string {
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: "paxoslab-st",
    role: "img",
    viewBox: `0 0 ${width} ${Math.ceil(height)}`,
    width,
    height: Math.ceil(height),
    style: "max-width:100%;height:auto",
  };
  return element("svg", attributes, [
    `<title>${escapeXml(title)}</title><desc>${escapeXml(alt)}</desc><style>${sharedStyle}${style}</style>`,
    element("rect", { class: "paper", width, height: Math.ceil(height), rx: 6 }),
    ...content,
  ]);
}
