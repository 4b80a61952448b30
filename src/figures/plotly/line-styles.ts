import { okabeIto } from "../palette.ts";

const dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"] as const;
const colours = [
  okabeIto.blue,
  okabeIto.vermillion,
  okabeIto.bluishGreen,
  okabeIto.reddishPurple,
  okabeIto.orange,
  okabeIto.skyBlue,
] as const;
const symbols = ["circle", "square", "diamond", "triangle-up", "x", "triangle-down"] as const;
const patterns = ["", "/", "x", "-", ".", "+"] as const;

/** How the n-th of several lines, or of several bars side by side, is told from the others, with colours and without. */
export interface SeriesStyle {
  readonly color: string;
  readonly dash: (typeof dashes)[number];
  readonly symbol: (typeof symbols)[number];
  readonly pattern: (typeof patterns)[number];
}

export function seriesStyle(nth: number): SeriesStyle {
  const place = nth % colours.length;
  // From the seventh on, colours come again with other dashes.
  const shifted = (nth + Math.floor(nth / colours.length)) % colours.length;
  return {
    color: colours[place]!,
    dash: dashes[shifted]!,
    symbol: symbols[shifted]!,
    pattern: patterns[shifted]!,
  };
}

/** The same colour, so that what lies behind it is seen. */
export function translucent(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Of a line without marks. */
export function lineStyle(nth: number): { readonly color: string; readonly dash: "solid" } {
  const { color, dash } = seriesStyle(nth);
  // The types of plotly.js know only some of the dashes that it draws.
  return { color, dash: dash as "solid" };
}
