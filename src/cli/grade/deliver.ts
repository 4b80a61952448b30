import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { classroom50Needs, render, type ClassReport, type Rendered } from "../../grader/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import { formatsOfOne, gradeExitCode, type GradeFlags } from "../grade.ts";

/** What can be known to be wrong before anything is graded. */
export function refuseEarly(paths: readonly string[], { format, out, from, exercise }: GradeFlags): void {
  if (format === "html" && out === undefined)
    throw badUsage("The format html is a folder of pages: name it with --out.");
  if (out !== undefined) refusePlace(out, format);
  if (from === true) return;
  if (formatsOfOne.includes(format) && paths.length > 1)
    throw badUsage(`The format ${format} is about one submission; here are ${paths.length}: give one.`);
  if (format === "exercism" && exercise?.length !== 1)
    throw badUsage("The format exercism is about one exercise: name it with --exercise.");
  const missing = classroom50Needs.find((name) => (process.env[name] ?? "") === "");
  if (format === "classroom50" && missing !== undefined)
    throw badUsage(`The format classroom50 needs the variable ${missing}, which its runner sets.`);
}

const badUsage = (sentence: string): CliError => new CliError(sentence, gradeExitCode.badUsage);

function refusePlace(out: string, format: GradeFlags["format"]): void {
  const there = statSync(out, { throwIfNoEntry: false });
  if (there === undefined || there.isDirectory() === (format === "html")) return;
  const sentence = there.isDirectory()
    ? `${out} is a folder; name a file with --out.`
    : `${out} is a file; name a folder for the pages with --out.`;
  throw new CliError(sentence, gradeExitCode.file);
}

/** Writes the report where it is wanted. */
export async function deliver(report: ClassReport, { format, out }: GradeFlags): Promise<void> {
  const rendered = saidIn(report, format);
  if (rendered.kind === "text" && out === undefined) {
    process.stdout.write(rendered.text);
    return;
  }
  try {
    if (rendered.kind === "text") await writeText(out!, rendered.text);
    else await writePages(out!, rendered.pages);
    const place = rendered.kind === "text" ? out! : join(out!, "index.html");
    process.stderr.write(`Wrote ${place}\n`);
  } catch (error) {
    throw new CliError(`${out} cannot be written: ${fileTrouble(error)}.`, gradeExitCode.file, {
      cause: error,
    });
  }
}

function saidIn(report: ClassReport, format: GradeFlags["format"]): Rendered {
  try {
    const moment = format === "classroom50" ? { SUBMITTED_AT: submittedAt() } : {};
    return render(report, format, { ...moment, ...process.env });
  } catch (error) {
    if (error instanceof RangeError)
      throw new CliError(error.message, gradeExitCode.badUsage, { cause: error });
    throw error;
  }
}

/** When the commit was made that is checked out here, which is how Classroom 50 hands in; outside of a checkout, now. */
function submittedAt(): string {
  const { status, stdout } = spawnSync("git", ["rev-list", "--max-count=1", "--timestamp", "HEAD"], {
    encoding: "utf8",
  });
  const at = status === 0 ? new Date(Number.parseInt(stdout, 10) * 1_000) : new Date();
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}

async function writeText(out: string, text: string): Promise<void> {
  await mkdir(dirname(out), { recursive: true });
  await writeFileAtomic(out, text);
}

async function writePages(
  out: string,
  pages: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const { name, text } of pages) await writeFile(join(out, name), text);
}
