import type { Estimate, MeasureSummary, Sweep } from "../../experiments/index.ts";
import type { TableFigure } from "../../figures/index.ts";
import { tableText } from "../../figures/table-text.ts";
import { table } from "../../figures/table.ts";

/** For each measure a table: a row for each point of the grid, with means, quantiles and their intervals. */
export function summaryText(sweep: Sweep): string {
  const { experiment, question, seeds, measures, shard, missing } = sweep;
  const part = shard === null ? "" : `, shard ${shard.index}/${shard.count}`;
  const state = missing === 0 ? "" : `, ${missing.toLocaleString("en")} runs missing`;
  const tables = Object.keys(measures).map((name) => tableText(tableOf(sweep, name)));
  const heading = `${experiment}: ${question}\nSeeds ${seeds.first} to ${seeds.first + seeds.count - 1} at each point${part}${state}; in brackets, 95 % confidence intervals.`;
  return `${[heading, ...tables].join("\n\n")}\n`;
}

/** A row for each point of the grid. */
export function tableOf(sweep: Sweep, measure: string): TableFigure {
  const { title, unit } = sweep.measures[measure]!;
  return table(rowsFor(sweep, measure), { title: `${title}${unit === "" ? "" : `, ${unit}`}` });
}

function rowsFor({ summary }: Sweep, measure: string): readonly object[] {
  const summaries = summary.map(({ measures }) => measures[measure] as MeasureSummary);
  const someAbsent = summaries.some(({ absent }) => absent > 0);
  const someFailed = summary.some(({ failed }) => failed > 0);
  return summary.map(({ parameters, failed }, nth) => {
    const { count, absent, mean, median, p95, most } = summaries[nth] as MeasureSummary;
    return {
      ...parameters,
      runs: count,
      ...(someAbsent ? { "did not happen": absent } : {}),
      ...(someFailed ? { failed } : {}),
      mean: inWords(mean),
      median: inWords(median),
      "95 %": inWords(p95),
      most: most === null ? "" : formatNumber(most),
    };
  });
}

function inWords(estimate: Estimate | null): string {
  if (estimate === null) return "";
  const { value, low, high } = estimate;
  return `${formatNumber(value)} [${end(low)}, ${end(high)}]`;
}

const end = (bound: number | null): string => (bound === null ? "?" : formatNumber(bound));

/** Four digits tell enough in a table; the result has all of them. */
function formatNumber(value: number): string {
  return value.toLocaleString(
    "en",
    Math.abs(value) < 1_000 ? { maximumSignificantDigits: 4 } : { maximumFractionDigits: 0 },
  );
}
