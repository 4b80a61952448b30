import type { PlotlyFigure } from "../figure.ts";
import { majoritySize } from "../../core/index.ts";
import { chart } from "./chart.ts";

/** More acceptors than this, and the numbers no longer fit their squares. */
const mostWritten = 15;

/**
 * How many acceptors every phase-1 quorum of one size shares with every phase-2 quorum of another, at
 * least. Where it says 0, two values can be chosen.
 *
 * @param acceptors - how many there are, from 1 to 300.
 * @throws RangeError for any other number.
 */
export function quorumIntersection(
  acceptors: number,
  options: { readonly title?: string } = {},
): PlotlyFigure {
  if (!Number.isInteger(acceptors) || acceptors < 1 || acceptors > 300) {
    throw new RangeError(`quorumIntersection draws 1 to 300 acceptors; got ${acceptors}.`);
  }
  const sizes = Array.from({ length: acceptors }, (_, index) => index + 1);
  const shared = sizes.map((phase2) => sizes.map((phase1) => Math.max(0, phase1 + phase2 - acceptors)));
  const majority = majoritySize(acceptors);
  const isWritten = acceptors <= mostWritten;
  return chart({
    title: options.title ?? `Acceptors that every two quorums share, of ${acceptors}`,
    alt:
      `Heat map: sizes of a phase-1 quorum across, of a phase-2 quorum upwards. Quorums must meet where the sizes add up ` +
      `to ${acceptors + 1} or more; two majorities of ${majority} share at least ${2 * majority - acceptors}.`,
    data: [
      {
        type: "heatmap",
        x: sizes,
        y: sizes,
        z: shared,
        // Nothing shared stands out from every amount that is enough.
        colorscale: unsafeThenSafe(acceptors),
        zmin: 0,
        zmax: acceptors,
        xgap: isWritten ? 2 : 0,
        ygap: isWritten ? 2 : 0,
        ...(isWritten ? { texttemplate: "%{z}", textfont: { color: "#111111" } } : {}),
        hovertemplate: "phase 1: %{x}, phase 2: %{y}<br>share at least %{z}<extra></extra>",
        colorbar: { title: { text: "shared" }, thickness: 12 },
      },
      {
        type: "scatter",
        mode: "text+markers",
        x: [majority],
        y: [majority],
        marker: { symbol: "square-open", size: isWritten ? 26 : 12, color: "#111111", line: { width: 2.5 } },
        hovertemplate: `majorities: ${majority} and ${majority}<extra></extra>`,
        showlegend: false,
      },
    ],
    xTitle: "size of a phase-1 quorum (acceptors)",
    yTitle: "size of a phase-2 quorum (acceptors)",
    layout: { height: 460, ...(isWritten ? { xaxis: { dtick: 1 }, yaxis: { dtick: 1 } } : {}) },
  });
}

function unsafeThenSafe(acceptors: number): [number, string][] {
  const least = 0.5 / acceptors;
  return [
    [0, "#E69F00"],
    [least, "#E69F00"],
    [least, "#D6ECF9"],
    [1, "#56B4E9"],
  ];
}
