import { extname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { formatCsv, formatJson, type Sweep } from "../../experiments/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble, troubleWriting } from "../file-trouble.ts";
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
    throw cannotWrite(file, fileTrouble(error), { cause: error });
  }
  process.stderr.write(`Wrote ${file}\n`);
}

/** Looks before a long sweep whether its result can be written. */
export async function requireWritable({ out, figure }: OutputFlags): Promise<void> {
  if (figure !== undefined && !/\.html?$/i.test(figure)) {
    const sentence = `--figure writes a page: name it *.html; got ${figure}.`;
    throw new CliError(sentence, experimentExitCode.badUsage);
  }
  for (const file of [out, figure]) {
    if (file === undefined) continue;
    const trouble = await troubleWriting(file);
    if (trouble !== null) throw cannotWrite(file, trouble);
  }
}

function cannotWrite(out: string, trouble: string, options?: ErrorOptions): CliError {
  return new CliError(`${out} cannot be written: ${trouble}.`, experimentExitCode.file, options);
}

const formats = { json: formatJson, csv: formatCsv } as const;
