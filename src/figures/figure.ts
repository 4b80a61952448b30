import type { Config, Data, Layout } from "plotly.js";

/**
 * A figure as plain data: it can be stored, compared, sent to a page and shown by whatever host runs it.
 *
 * Every figure has a `title` that says what it shows and an `alt` text that says in words what one
 * would see, for readers who cannot see it.
 */
export type Figure = PlotlyFigure | SpaceTimeFigure | TimelineFigure | LogFigure | TableFigure;

/** A chart for plotly.js. */
export interface PlotlyFigure {
  readonly kind: "plotly";
  readonly title: string;
  readonly alt: string;
  readonly data: readonly Data[];
  readonly layout: Partial<Layout>;
  readonly config: Partial<Config>;
}

/** Processes as lanes, messages as arrows between them. */
export interface SpaceTimeFigure {
  readonly kind: "space-time";
  readonly title: string;
  readonly alt: string;
  /** The drawing, complete without any script. */
  readonly svg: string;
  /** The same run as lines of text, one a moment. */
  readonly text: string;
}

/** Clients as lanes, their calls as bars from invocation to return. */
export interface TimelineFigure {
  readonly kind: "timeline";
  readonly title: string;
  readonly alt: string;
  /** The drawing, complete without any script. */
  readonly svg: string;
  /** The same calls as lines of text. */
  readonly text: string;
}

/** Nodes as rows, the slots of their logs as columns. */
export interface LogFigure {
  readonly kind: "log";
  readonly title: string;
  readonly alt: string;
  /** The drawing, complete without any script. */
  readonly svg: string;
  /** The same logs as lines of text. */
  readonly text: string;
}

/** Rows of named columns. */
export interface TableFigure {
  readonly kind: "table";
  readonly title: string;
  readonly alt: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Cell = string | number;
