import type { Data, Layout } from "plotly.js";
import { displayable } from "../displayable.ts";
import type { PlotlyFigure } from "../figure.ts";
import { gridOnEither, inkOnEither } from "../palette.ts";

export interface Chart {
  readonly title: string;
  readonly alt: string;
  readonly data: readonly Data[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly layout?: Partial<Layout>;
}

/** A chart in the lab's dress. Colours of text and grid are the page's, if it brings any, as the lab's own do. */
export function chart({ title, alt, data, xTitle, yTitle, layout = {} }: Chart): PlotlyFigure {
  const hasLegend = data.filter((series) => !("showlegend" in series)).length > 1;
  return displayable({
    kind: "plotly",
    title,
    alt,
    data,
    layout: {
      height: 400,
      margin: { l: 64, r: 24, t: hasLegend ? 84 : 56, b: 56 },
      paper_bgcolor: "rgba(0, 0, 0, 0)",
      plot_bgcolor: "rgba(0, 0, 0, 0)",
      legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom", traceorder: "normal" },
      ...layout,
      title: {
        text: title,
        x: 0,
        xref: "paper",
        xanchor: "left",
        y: 0.97,
        yanchor: "top",
        font: { size: 16 },
        ...(typeof layout.title === "object" ? layout.title : {}),
      },
      xaxis: { title: { text: xTitle, standoff: 12 }, automargin: true, ...layout.xaxis },
      yaxis: { title: { text: yTitle }, automargin: true, ...layout.yaxis },
      template: eitherPage,
      meta: { followsPage: true },
    },
    config: { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d"] },
  });
}

const eitherGrid = { gridcolor: gridOnEither, zerolinecolor: gridOnEither, linecolor: gridOnEither };

/** For hosts that bring no colours, such as VS Code: legible on a light page and on a dark one. */
const eitherPage: NonNullable<Layout["template"]> = {
  layout: {
    font: { family: "system-ui, sans-serif", size: 13, color: inkOnEither },
    hoverlabel: { bgcolor: "#20262e", bordercolor: "#4a535e", font: { color: "#f3f5f7" } },
    xaxis: eitherGrid,
    yaxis: eitherGrid,
  },
};

/** A line across the chart with a few words at its end: a quorum, a percentile. */
export function ruler(
  orientation: "vertical" | "horizontal",
  value: number,
  words: string,
  colour: string,
  lift = 0,
): {
  readonly shape: Partial<Layout["shapes"][number]>;
  readonly annotation: Partial<Layout["annotations"][number]>;
} {
  const line = { color: colour, width: 1.6, dash: "dash" as const };
  return orientation === "vertical"
    ? {
        shape: { type: "line", x0: value, x1: value, yref: "paper", y0: 0, y1: 1, line },
        annotation: {
          x: value,
          yref: "paper",
          y: 1 - lift,
          text: words,
          showarrow: false,
          xanchor: "left",
          yanchor: "top",
          xshift: 4,
        },
      }
    : {
        shape: { type: "line", xref: "paper", x0: 0, x1: 1, y0: value, y1: value, line },
        annotation: {
          xref: "paper",
          x: 0,
          y: value,
          text: words,
          showarrow: false,
          xanchor: "left",
          yanchor: "bottom",
        },
      };
}
