import type { Sweep } from "../../experiments/index.ts";

/** @throws RangeError if the sweep does not have these parameters or measures, or nothing to draw of them. */
export function drawable(
  { experiment, parameters, measures, summary }: Sweep,
  drawnParameters: readonly string[],
  drawnMeasures: readonly string[],
  onlyNumbers: boolean,
): void {
  for (const name of drawnParameters) {
    requireOne(`${experiment} has no parameter`, name, parameters);
    const text = parameters[name]!.find((value) => typeof value !== "number");
    if (!onlyNumbers || text === undefined) continue;
    throw new RangeError(
      `Lines need a parameter that is a number, and ${name} can be ${JSON.stringify(text)}; draw bars.`,
    );
  }
  for (const name of drawnMeasures) {
    requireOne(`${experiment} measures no`, name, measures);
    if (summary.some(({ measures }) => measures[name]!.count > 0)) continue;
    throw new RangeError(`There is nothing to draw: no run of ${experiment} has measured ${name}.`);
  }
  if (drawnMeasures.length === 0) throw new RangeError(`Name at least one measure of ${experiment} to draw.`);
}

function requireOne(lack: string, name: string, known: object): void {
  if (Object.hasOwn(known, name)) return;
  throw new RangeError(`${lack} "${name}"; there is ${Object.keys(known).join(", ") || "none"}.`);
}
