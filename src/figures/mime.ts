import type { Figure, PlotlyFigure } from "./figure.ts";
import { plotlyHtml } from "./plotly-html.ts";
import { plotlyLibrary } from "./hosts/plotly-library.ts";
import { spaceTimeHtml } from "./space-time/html.ts";
import { tableHtml, tableText } from "./table-text.ts";

/** One value in several forms, by MIME type; whoever shows it takes the richest form it can. */
export type MimeBundle = Readonly<Record<string, unknown>> & { readonly "text/plain": string };

/** A figure in every form that some host of notebooks shows. */
export function mimeBundle(figure: Figure): MimeBundle {
  switch (figure.kind) {
    case "plotly":
      return {
        // VS Code and the lab's own page draw this; JupyterLab without an extension takes the HTML.
        "application/vnd.plotly.v1+json": plotlyData(figure),
        "text/html": plotlyHtml(figure, libraryFor(figure)),
        "text/plain": `${figure.title}\n${figure.alt}`,
      };
    case "space-time":
    case "timeline":
    case "log":
      return { "text/html": spaceTimeHtml(figure), "text/plain": `${figure.text}\n\n${figure.alt}` };
    case "table":
      return { "text/html": tableHtml(figure), "text/plain": tableText(figure) };
  }
}

function plotlyData({ data, layout, config }: PlotlyFigure): object {
  return { data, layout, config };
}

/** Which figure of this session carries the library for the others; kept beside the modules, which may be loaded anew. */
interface Session {
  carrier: string | null;
}

const sessionKey = Symbol.for("paxoslab.figures.session");

/**
 * plotly.js itself for the first figure of a session, nothing for later ones.
 *
 * The first figure shown again, as by running its cell again, carries the library again: its old
 * output, and the library in it, has just been replaced.
 */
function libraryFor(figure: PlotlyFigure): string | null {
  const session = ((globalThis as { [sessionKey]?: Session })[sessionKey] ??= { carrier: null });
  if (session.carrier !== null && session.carrier !== figure.title) return null;
  const library = plotlyLibrary();
  if (library !== null) session.carrier = figure.title;
  return library;
}

/** The next Plotly figure carries the library once more: for a notebook whose first output was lost. */
export function embedPlotlyAgain(): void {
  (globalThis as { [sessionKey]?: Session })[sessionKey] = { carrier: null };
}
