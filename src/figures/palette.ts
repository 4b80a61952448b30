/**
 * The colours of Okabe and Ito, "Color Universal Design" (2008), which people with any kind of colour
 * vision can tell apart. A figure still never relies on colour alone.
 */
export const okabeIto = {
  orange: "#E69F00",
  skyBlue: "#56B4E9",
  bluishGreen: "#009E73",
  yellow: "#F0E442",
  blue: "#0072B2",
  vermillion: "#D55E00",
  reddishPurple: "#CC79A7",
} as const;

/** What a drawing paints with, once for a light page and once for a dark one. */
export interface Theme {
  readonly paper: string;
  readonly ink: string;
  /** Text of lesser weight, and ticks. */
  readonly muted: string;
  /** Lanes and grid: seen, not read. */
  readonly faint: string;
  /** First phase: a proposer asks for promises. */
  readonly phase1: string;
  /** Second phase: a value is accepted. */
  readonly phase2: string;
  readonly refusal: string;
  readonly decision: string;
  readonly other: string;
  readonly fault: string;
}

export const lightTheme: Theme = {
  paper: "#ffffff",
  ink: "#1b1f24",
  muted: "#5b6470",
  faint: "#c3cad3",
  phase1: okabeIto.blue,
  phase2: okabeIto.vermillion,
  // Okabe and Ito's reddish purple, darkened until a thin line of it stands out on white.
  refusal: "#B5558A",
  decision: "#007F5C",
  other: "#5b6470",
  fault: "#B3261E",
};

export const darkTheme: Theme = {
  paper: "#15191e",
  ink: "#e8ebef",
  muted: "#a3adb8",
  faint: "#47505b",
  phase1: okabeIto.skyBlue,
  phase2: okabeIto.orange,
  refusal: okabeIto.reddishPurple,
  decision: "#2BC492",
  other: "#a3adb8",
  fault: "#FF8A80",
};

/** Text on a transparent chart, whose page may be light or dark: legible on both. */
export const inkOnEither = "#7d7d7d";
/** Lines of a grid on a transparent chart. */
export const gridOnEither = "rgba(128, 128, 128, 0.28)";
