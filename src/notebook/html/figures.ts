import { escapeHtml } from "../markdown.ts";

export const plotlyMime = "application/vnd.plotly.v1+json";

export const figureClass = "figure";

/** A place for a figure, with its data; {@link drawFigures} draws it when the page is open. */
export function figureHtml(figure: unknown, description: unknown): string {
  // "<" could end the script element.
  const data = JSON.stringify(figure).replaceAll("<", String.raw`\u003c`);
  const words = typeof description === "string" ? escapeHtml(description) : "A figure.";
  return `<div class="${figureClass}" style="min-height: ${heightOf(figure)}px"><script type="application/json">${data}</script><noscript>${words}</noscript></div>`;
}

/** The room to keep for a figure, so that the page does not jump when it is drawn: what it asks for, or plotly's 450. */
function heightOf(figure: unknown): number {
  const height = (figure as Figure | null)?.layout?.height;
  return typeof height === "number" && Number.isFinite(height) ? height : 450;
}

interface Figure {
  readonly data?: readonly object[];
  readonly layout?: {
    readonly template?: unknown;
    readonly height?: unknown;
    readonly meta?: { readonly followsPage?: boolean };
  };
  readonly config?: object;
  readonly frames?: readonly object[];
}

/** The little of plotly.js that the page calls. */
interface Plotly {
  react(
    place: Element,
    figure: { data: unknown; layout: unknown; config: unknown; frames?: unknown },
  ): Promise<unknown>;
}

/**
 * Runs in the page, where it is put as text: it may use nothing of this file. A figure that chooses no
 * template of its own, or says in its `meta` that it follows the page, has the page's colours, also when
 * these change and on paper.
 */
export function drawFigures(): void {
  const plotly = (globalThis as unknown as { readonly Plotly: Plotly }).Plotly;
  const browser = globalThis as unknown as {
    readonly document: { querySelectorAll(selector: string): Iterable<Element> };
    matchMedia(query: string): {
      readonly matches: boolean;
      addEventListener(type: string, f: () => void): void;
    };
    addEventListener(type: string, listener: () => void): void;
  };
  interface Element {
    querySelector(selector: string): { readonly textContent: string };
    classList: { add(name: string): void };
  }

  const inPage = [...browser.document.querySelectorAll(".figure")].map((place) => ({
    figure: JSON.parse(place.querySelector("script").textContent) as Figure,
    place,
  }));
  const dark = browser.matchMedia("(prefers-color-scheme: dark)");

  const template = (isDark: boolean): object => {
    const axis = {
      gridcolor: isDark ? "#3a3f47" : "#e3e5e8",
      linecolor: isDark ? "#6b7280" : "#9aa0a6",
      zerolinecolor: isDark ? "#6b7280" : "#9aa0a6",
      automargin: true,
    };
    const layout = {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: isDark ? "#e3e5e8" : "#1f2328" },
      xaxis: axis,
      yaxis: axis,
      hoverlabel: { align: "left" },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: "#9aa0a6", activecolor: isDark ? "#e3e5e8" : "#1f2328" },
    };
    return { layout };
  };
  const drawAll = (isDark: boolean): void => {
    for (const { figure, place } of inPage) {
      // A figure of the lab brings a template only for pages that have no colours for it.
      const { template: own, ...rest } = figure.layout ?? {};
      const followsPage = own === undefined || rest.meta?.followsPage === true;
      const layout = { ...rest, template: followsPage ? template(isDark) : own };
      const config = { responsive: true, displaylogo: false, ...figure.config };
      const { data = [], frames } = figure;
      void plotly.react(place as never, { data, layout, config, ...(frames ? { frames } : {}) });
    }
  };

  drawAll(dark.matches);
  dark.addEventListener("change", () => drawAll(dark.matches));
  browser.addEventListener("beforeprint", () => drawAll(false));
  browser.addEventListener("afterprint", () => drawAll(dark.matches));
}
