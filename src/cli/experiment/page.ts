import type { Sweep } from "../../experiments/index.ts";
import { figureOf, mimeBundle, type Figure, type TableFigure } from "../../figures/index.ts";
import { renderHtml, type Cell } from "../../notebook/index.ts";
import { CliError } from "../errors.ts";
import { experimentExitCode } from "../experiment.ts";
import { tableOf } from "./summary-text.ts";

/** The result of a sweep as a page that needs nothing else: its question, its figure, and the numbers. */
export async function page(sweep: Sweep): Promise<string> {
  const figure = drawn(sweep);
  const cells = [
    words(`# ${sweep.question}`),
    shown(figure),
    words(inWords(sweep)),
    words("## Numbers"),
    ...Object.keys(sweep.measures).map((name) => shown(unbroken(tableOf(sweep, name)))),
  ];
  return renderHtml({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 });
}

function drawn(sweep: Sweep): Figure {
  try {
    return figureOf(sweep);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CliError(error.message, experimentExitCode.badUsage, { cause: error });
  }
}

function inWords({ experiment, seeds, runs, missing, code }: Sweep): string {
  const all = `${runs.length.toLocaleString("en")} runs of the experiment \`${experiment}\``;
  const from = `with the seeds ${seeds.first} to ${seeds.first + seeds.count - 1} at each point`;
  const lacking = missing === 0 ? "" : `; ${missing.toLocaleString("en")} runs are missing`;
  const version =
    code === null ? "" : ` Computed by paxoslab ${code.paxoslab}, code ${code.sha256.slice(0, 12)}.`;
  return `${all}, ${from}${lacking}. Intervals and bands are of 95 % confidence.${version}`;
}

/** In a narrow page an interval stays on one line. */
const unbroken = (table: TableFigure): TableFigure => ({
  ...table,
  rows: table.rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? cell.replace(/, (?=\S+\]$)/, ",\u00A0") : cell)),
  ),
});

const words = (source: string): Cell => ({ cell_type: "markdown", metadata: {}, source });

function shown(figure: Figure): Cell {
  return {
    cell_type: "code",
    metadata: {},
    source: "",
    execution_count: null,
    outputs: [{ output_type: "display_data", data: mimeBundle(figure), metadata: {} }],
  };
}
