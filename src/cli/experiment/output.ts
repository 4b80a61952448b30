import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, extname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { formatCsv, formatJson, type Sweep } from "../../experiments/index.ts";
import { CliError } from "../errors.ts";
import { experimentExitCode, type OutputFlags } from "../experiment.ts";
import { page } from "./page.ts";
import { summaryText } from "./summary-text.ts";

/** Writes the result where it is asked for: to a file and as a table, or as nothing but what `--format` says. */
export async function output(sweep: Sweep, { format, out, figure }: OutputFlags): Promise<void> {
  if (out === undefined) {
    process.stdout.write(format === undefined ? summaryText(sweep) : formats[format](sweep));
  } else {
    await write(out, formats[format ?? (extname(out) === ".csv" ? "csv" : "json")](sweep));
    process.stdout.write(summaryText(sweep));
  }
  if (figure !== undefined) await write(figure, await page(sweep));
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFileAtomic(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
  process.stderr.write(`Wrote ${file}\n`);
}

/** Looks before a long sweep whether its result can be written. */
export async function requireWritable({ out, figure }: OutputFlags): Promise<void> {
  for (const file of [out, figure]) {
    if (file === undefined) continue;
    try {
      await access(dirname(file), constants.W_OK);
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }
}

function cannotWrite(out: string, error: unknown): CliError {
  const sentence = `${out} cannot be written: ${(error as Error).message}`;
  return new CliError(sentence, experimentExitCode.file, { cause: error });
}

const formats = { json: formatJson, csv: formatCsv } as const;
