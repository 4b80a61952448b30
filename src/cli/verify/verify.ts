import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import {
  families,
  parseRecording,
  RecordingError,
  type Recording,
  type Settings,
} from "../../verify/index.ts";
import { CliError } from "../errors.ts";
import { fileTrouble, troubleWriting } from "../file-trouble.ts";
import { verifyExitCode, type VerifyFlags } from "../verify.ts";
import { Searcher } from "./thread.ts";
import type { Failure, Result, SubjectName, Way } from "./task.ts";

/** Resolves with the exit code. */
export async function verify(what: string | undefined, flags: VerifyFlags): Promise<number> {
  if (what !== undefined && flags.model !== undefined && what !== flags.model) {
    throw new CliError(
      `${what} and --model ${flags.model} are two models: name one.`,
      verifyExitCode.badUsage,
    );
  }
  const recording = flags.replay === undefined ? null : await readRecording(flags.replay);
  const subject = recording?.subject ?? subjectOf(what ?? flags.model, flags);
  if (subject === null) {
    process.stdout.write(listing());
    return verifyExitCode.ok;
  }
  for (const path of [flags.save, flags.test]) if (path !== undefined) await requireWritable(path);
  const searcher = new Searcher(
    { subject, way: wayOf(flags, recording), minimise: flags.minimise === true },
    flags.stepSeconds,
  );
  const end = await searcher.result();
  if (end.kind === "failed") throw errorOf(end.failure);
  const { result } = end;
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(result.json, null, 2)}\n` : `${result.text}\n`,
  );
  await keep(result, flags);
  if (searcher.wasInterrupted) return verifyExitCode.interrupted;
  return {
    held: verifyExitCode.ok,
    violated: verifyExitCode.violated,
    "bound reached": verifyExitCode.boundReached,
  }[result.outcome];
}

function subjectOf(what: string | undefined, flags: VerifyFlags): SubjectName | null {
  if (what === undefined) return null;
  const asked = settingsIn(flags);
  if (![".ts", ".js", ".mts", ".mjs"].includes(extname(what)))
    return { kind: "model", name: what, settings: asked };
  const [setting] = Object.keys(asked);
  if (setting !== undefined) {
    throw new CliError(
      `A file says itself what may happen in it; leave out --${setting}.`,
      verifyExitCode.badUsage,
    );
  }
  return { kind: "file", path: what };
}

function settingsIn({
  nodes,
  faulty,
  clients,
  proposers,
  values,
  ballots,
  slots,
  crashes,
  loss,
  duplicate,
}: VerifyFlags): Partial<Settings> {
  const all = { nodes, faulty, clients, proposers, values, ballots, slots, crashes, loss, duplicate };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function wayOf(flags: VerifyFlags, recording: Recording | null): Way {
  if (recording !== null) return { kind: "replay", recording };
  const { random: runs, seed = 1, maxDepth, maxStates, maxSeconds, maxMemory } = flags;
  if (runs !== undefined) return { kind: "random", runs, seed };
  if (flags.seed !== undefined) {
    throw new CliError(
      "--seed goes with --random: an exploration leaves nothing to chance.",
      verifyExitCode.badUsage,
    );
  }
  const limits = { depth: maxDepth, states: maxStates, seconds: maxSeconds, megabytes: maxMemory };
  const given = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return { kind: "explore", limits: Object.fromEntries(given) };
}

async function readRecording(path: string): Promise<Recording> {
  try {
    return parseRecording(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof RecordingError) {
      throw new CliError(`${path} is no counterexample: ${error.message}`, verifyExitCode.file);
    }
    throw new CliError(`${path} cannot be read: ${fileTrouble(error)}.`, verifyExitCode.file, {
      cause: error,
    });
  }
}

async function keep(
  { recording, test, outcome }: Result,
  { save, test: testPath }: VerifyFlags,
): Promise<void> {
  if (outcome !== "violated") return;
  if (save !== undefined) await write(save, recording && `${JSON.stringify(recording, null, 2)}\n`);
  if (testPath !== undefined) await write(testPath, test);
}

/** Before a long search: what it finds must not be lost for want of a folder. */
async function requireWritable(path: string): Promise<void> {
  const trouble = await troubleWriting(path);
  if (trouble !== null) throw new CliError(`${path} cannot be written: ${trouble}.`, verifyExitCode.file);
}

async function write(path: string, text: string | null): Promise<void> {
  if (text === null) {
    throw new CliError(
      `Nothing was written to ${path}: a storm is kept by its seed.`,
      verifyExitCode.badUsage,
    );
  }
  try {
    await writeFileAtomic(path, text);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${fileTrouble(error)}.`, verifyExitCode.file, {
      cause: error,
    });
  }
  process.stderr.write(`Wrote ${path}\n`);
}

function errorOf({ kind, sentence }: Failure): CliError {
  const codes = {
    step: verifyExitCode.brokenStep,
    settings: verifyExitCode.badUsage,
    file: verifyExitCode.file,
  } as const;
  return new CliError(sentence, codes[kind]);
}

function listing(): string {
  const lines = families.flatMap(({ name, title, knobs }) => [
    `${name}: ${title}`,
    ...knobs.map(
      ({ name, meaning, usual, least, most }) =>
        `    --${name.padEnd(10)} ${meaning} (${least} to ${most}, usually ${usual})`,
    ),
  ]);
  return `paxoslab verify NAME explores every run of one of these, paxoslab verify FILE.ts of your own:\n\n${lines.join("\n")}\n`;
}
