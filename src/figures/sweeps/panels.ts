import type { Layout } from "plotly.js";

/** In pixels: what stands above a panel, and what stands around all of them. */
const [heading, top, bottom, left] = [44, 76, 100, 56];

/**
 * Panels on top of each other along one axis, each with its own words above it: there they have room on any page.
 *
 * @param height - of each panel, in pixels.
 */
export function panels(
  titles: readonly string[],
  yaxis: Partial<Layout["yaxis"]>,
  height = 230,
): { readonly axes: readonly string[]; readonly layout: Partial<Layout> } {
  const all = titles.length * height + (titles.length - 1) * heading;
  const edges = titles.map((_, nth) => {
    const upper = 1 - (nth * (height + heading)) / all;
    return { upper, lower: Math.max(0, upper - height / all) };
  });
  const axes = titles.map((_, nth) => (nth === 0 ? "y" : `y${nth + 1}`));
  const axisLayouts = edges.map(({ upper, lower }, nth) => [
    `yaxis${nth === 0 ? "" : nth + 1}`,
    { ...yaxis, title: { text: "" }, domain: [lower, upper], automargin: true },
  ]);
  return {
    axes,
    layout: {
      height: top + all + bottom,
      margin: { l: left, r: 24, t: top, b: bottom },
      // From the very left, as on a narrow page words need all of it; below the bar of buttons, and at the top however
      // many panels there are.
      title: { xref: "container", x: 0, yref: "container", y: 1, yanchor: "top", pad: { l: 4, t: 30 } },
      // Below the panels: there it may take as many lines as it needs.
      legend: {
        orientation: "h",
        x: 0,
        xanchor: "left",
        yref: "container",
        y: 0,
        yanchor: "bottom",
        traceorder: "normal",
      },
      annotations: titles.map((text, nth) => ({
        text,
        xref: "paper",
        x: 0,
        xanchor: "left",
        yref: "paper",
        y: edges[nth]!.upper,
        yanchor: "bottom",
        yshift: 4,
        xshift: 4 - left,
        align: "left",
        showarrow: false,
      })),
      ...Object.fromEntries(axisLayouts),
    },
  };
}
