import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { render, type ClassReport, type Rendered } from "../../grader/index.ts";
import { CliError } from "../errors.ts";
import { gradeExitCode, type GradeFlags } from "../grade.ts";

/** What could be known to be wrong before anything is graded. */
export function refuseEarly({ format, out }: GradeFlags): void {
  if (format === "html" && out === undefined) {
    throw new CliError("The format html is a folder of pages: name it with --out.", gradeExitCode.badUsage);
  }
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
  } catch (error) {
    throw new CliError(`${out} cannot be written: ${(error as Error).message}.`, gradeExitCode.file, {
      cause: error,
    });
  }
}

function saidIn(report: ClassReport, format: GradeFlags["format"]): Rendered {
  try {
    return render(report, format, process.env);
  } catch (error) {
    if (error instanceof RangeError)
      throw new CliError(error.message, gradeExitCode.badUsage, { cause: error });
    throw error;
  }
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
