import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import {
  gradeClass,
  Graders,
  isStrong,
  Ledger,
  mergeReports,
  NoSuchPath,
  parseReport,
  strongestIsolation,
  withoutUntouched,
  type ClassReport,
  type Isolation,
} from "../../grader/index.ts";
import { exercises as known } from "../../judge/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble } from "../file-trouble.ts";
import { formatsOfOne, gradeExitCode, type GradeFlags } from "../grade.ts";
import { ProgressLine } from "../progress-line.ts";
import { deliver, refuseEarly } from "./deliver.ts";

/** Grades, or makes another report of grades that are there. @returns the exit code. */
export async function grade(paths: readonly string[], flags: GradeFlags): Promise<number> {
  refuseEarly(paths, flags);
  if (flags.shard !== undefined && flags.seed === undefined) {
    throw new CliError(
      "All shards need the same seed: give it with --seed, for example --seed 7.",
      gradeExitCode.badUsage,
    );
  }
  const report = flags.from === true ? await read(paths) : await graded(paths, chosen(flags), flags);
  if (report === null) return gradeExitCode.interrupted;
  // What one shard has not seen another may have.
  const isWhole = flags.shard === undefined && flags.exercise === undefined;
  await deliver(isWhole ? withoutUntouched(report) : report, flags);
  const failed = report.grades.filter(({ result }) => result.kind === "not judged");
  if (failed.length > 0) {
    process.stderr.write(
      `paxoslab: ${failed.length} could not be judged, through no fault of their own: grade again.\n`,
    );
    return gradeExitCode.notJudged;
  }
  // All of it is in the report; where something is missing, the next run goes on from here.
  if (flags.out !== undefined && flags.from !== true) await rm(ledgerOf(flags.out), { force: true });
  return gradeExitCode.ok;
}

function chosen({ exercise }: GradeFlags): readonly string[] {
  const slugs = known.map(({ slug }) => slug);
  const unknown = exercise?.find((slug) => !slugs.includes(slug));
  if (unknown !== undefined) {
    throw new CliError(
      `There is no exercise "${unknown}"; there are ${slugs.join(", ")}.`,
      gradeExitCode.badUsage,
    );
  }
  return slugs.filter((slug) => exercise === undefined || exercise.includes(slug));
}

async function read(paths: readonly string[]): Promise<ClassReport> {
  const reports: ClassReport[] = [];
  try {
    for (const path of paths) reports.push(parseReport(await textOf(path), path));
    return mergeReports(reports);
  } catch (error) {
    if (error instanceof RangeError) throw new CliError(error.message, gradeExitCode.file, { cause: error });
    throw error;
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${fileTrouble(error)}.`, gradeExitCode.file, {
      cause: error,
    });
  }
}

/** Null if it was interrupted: what was done stands in the ledger. */
async function graded(
  paths: readonly string[],
  exercises: readonly string[],
  flags: GradeFlags,
): Promise<ClassReport | null> {
  const isolation = await isolationFor(flags);
  const jobs = flags.jobs ?? availableParallelism();
  const graders = new Graders({ isolation, jobs });
  const ledger = await openLedger(flags);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    process.stderr.write(
      flags.out === undefined
        ? "paxoslab: stopping.\n"
        : `paxoslab: stopping; started again with --out ${flags.out} it goes on from here.\n`,
    );
  };
  process.once("SIGINT", interrupt);
  const line = new ProgressLine();
  try {
    return await gradeClass({
      paths,
      exercises,
      seed: flags.seed ?? ledger.seed ?? randomInt(2 ** 31),
      graders,
      isolation,
      jobs,
      ledger,
      signal: stop.signal,
      isSingle: flags.single === true || formatsOfOne.includes(flags.format),
      ...(flags.shard === undefined ? {} : { shard: flags.shard }),
      onProgress: (done, all) => line.show(() => `${done} of ${all} submissions graded`),
    });
  } catch (error) {
    if (error instanceof NoSuchPath) throw new CliError(error.message, gradeExitCode.file, { cause: error });
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
    line.clear();
    await ledger.close();
    await graders.close();
  }
}

async function isolationFor({ allowWeakIsolation }: GradeFlags): Promise<Isolation> {
  const isolation = await strongestIsolation();
  if (isStrong(isolation)) return isolation;
  if (allowWeakIsolation !== true) {
    throw new CliError(
      "This machine cannot lock submissions up well enough for grades: paxoslab doctor says what is missing. " +
        "To grade all the same, say --allow-weak-isolation.",
      gradeExitCode.weak,
    );
  }
  process.stderr.write("paxoslab: weak isolation; the report says so too.\n");
  return isolation;
}

/** Beside the report, also if that is a folder. */
const ledgerOf = (out: string): string => `${resolve(out)}.ledger.jsonl`;

async function openLedger({ out }: GradeFlags): Promise<Ledger> {
  if (out === undefined) return Ledger.open(null);
  const path = ledgerOf(out);
  if (existsSync(path)) process.stderr.write(`paxoslab: going on where ${path} ends.\n`);
  try {
    await mkdir(dirname(path), { recursive: true });
    return await Ledger.open(path);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${fileTrouble(error)}.`, gradeExitCode.file, {
      cause: error,
    });
  }
}
