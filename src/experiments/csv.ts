import Papa from "papaparse";
import type { Experiment, Measures, Point, Value } from "./experiment.ts";
import type { RunResult } from "./measure-run.ts";
import type { Sweep } from "./sweep.ts";
import { SweepError } from "./sweep-error.ts";

/**
 * The runs of a sweep as CSV with a header: the parameters, `seed`, the measures, `error`. What a run did not measure
 * is an empty cell.
 */
export function formatCsv({ parameters, measures, runs }: Sweep): string {
  const fields = [...Object.keys(parameters), "seed", ...Object.keys(measures), "error"];
  const data = runs.map((run) => {
    const measured = "error" in run ? { error: run.error } : run.measures;
    const record: Readonly<Record<string, Value | null>> = { ...run.parameters, seed: run.seed, ...measured };
    return fields.map((field) => record[field] ?? "");
  });
  return `${Papa.unparse({ fields, data }, { newline: "\n" })}\n`;
}

/**
 * The runs that {@link formatCsv} wrote.
 *
 * @throws SweepError for what was not written of this experiment, naming the line.
 */
export function parseCsv<P extends Point, M extends Measures>(
  text: string,
  { parameters, measures }: Pick<Experiment<P, M>, "parameters" | "measures">,
): readonly RunResult<P, M>[] {
  const { data, meta } = Papa.parse<Readonly<Record<string, string>>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  const fields = [...Object.keys(parameters), "seed", ...Object.keys(measures), "error"];
  const lacking = fields.find((field) => meta.fields?.includes(field) !== true);
  if (lacking !== undefined)
    throw new SweepError(`The CSV has no column ${lacking}; its first line must name it.`);
  return data.map((row, nth) => {
    const cell = (field: string): string => row[field] ?? "";
    const number = (field: string): number => numberIn(cell(field), `${field} in line ${nth + 2}`);
    const point = Object.entries<readonly Value[]>(parameters).map(([name, [like]]) => {
      if (typeof like === "number") return [name, number(name)];
      return [name, typeof like === "boolean" ? cell(name) === "true" : cell(name)];
    });
    const run = { parameters: Object.fromEntries(point) as P, seed: number("seed") };
    if (cell("error") !== "") return { ...run, error: cell("error") };
    const measured = Object.keys(measures).map((name) => [name, cell(name) === "" ? null : number(name)]);
    return { ...run, measures: Object.fromEntries(measured) };
  });
}

function numberIn(text: string, where: string): number {
  const number = Number(text);
  if (text !== "" && Number.isFinite(number)) return number;
  throw new SweepError(`The CSV has ${JSON.stringify(text)} as ${where}, which is no number.`);
}
