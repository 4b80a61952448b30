import { safeParse } from "valibot";
import { reportSchema } from "../class/report-schema.ts";
import type { ClassReport } from "../class/report.ts";

/** All there is to say, with the runs that go wrong: what every other format can be made of. */
export function json(report: ClassReport): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}

/** Reads what {@link json} has written. @throws RangeError if it is something else. */
export function parseReport(text: string, name: string): ClassReport {
  try {
    const parsed = safeParse(reportSchema, JSON.parse(text));
    if (parsed.success) return parsed.output as unknown as ClassReport;
  } catch (error) {
    throw new RangeError(`${name} is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  throw new RangeError(`${name} is no report of "paxoslab grade --format json".`);
}
