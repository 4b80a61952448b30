import envPaths from "env-paths";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { catalogue, planSweep, type Sweep } from "../../experiments/index.ts";
import { fileOf, load, runSweep, type RunSweep, type Swept } from "../../experiments/runner/index.ts";
import { CliError } from "../errors.ts";
import { experimentExitCode, type ExperimentFlags } from "../experiment.ts";
import { ProgressLine } from "../progress-line.ts";
import { asCliError } from "./as-cli-error.ts";
import { tellFailures } from "./failures.ts";
import { output, requireWritable } from "./output.ts";
import { Pace } from "./pace.ts";
import { settingsFor } from "./settings.ts";

/** Resolves with the exit code. */
export async function runExperiment(what: string | undefined, flags: ExperimentFlags): Promise<number> {
  if (what === undefined) return list(flags);
  const task = await asCliError(async () => taskOf(what, flags));
  await requireWritable(flags);
  const { swept, wasInterrupted } = await interruptible(task);
  await output(swept.sweep, flags);
  tellFailures(swept.sweep, what);
  process.stderr.write(`${countsInWords(swept)}\n`);
  if (wasInterrupted) {
    process.stderr.write(goOnInWords(task));
    return experimentExitCode.interrupted;
  }
  return hasFailures(swept.sweep) ? experimentExitCode.runFailed : experimentExitCode.ok;
}

function list(flags: ExperimentFlags): number {
  // Without --cache and --no-cache, commander says that there is a cache.
  const flag = Object.keys(flags).find((flag) => flag !== "cache");
  if (flag !== undefined)
    throw new CliError(`Name an experiment to run with these options.`, experimentExitCode.badUsage);
  const lines = catalogue.map(({ name, question }) => `    ${name.padEnd(20)} ${question}`);
  process.stdout.write(
    `paxoslab experiment NAME runs one of these, paxoslab experiment FILE.ts one of your own:\n\n${lines.join("\n")}\n`,
  );
  return experimentExitCode.ok;
}

async function taskOf(what: string, flags: ExperimentFlags): Promise<RunSweep> {
  const file = fileOf(what);
  const experiment = await load(file);
  const { set = {}, seeds, firstSeed, shard } = flags;
  const asked = Object.entries({ seeds, firstSeed, shard }).filter(([, value]) => value !== undefined);
  const plan = planSweep(experiment, { set: settingsFor(experiment, set), ...Object.fromEntries(asked) });
  return { plan, file, jobs: flags.jobs ?? availableParallelism(), cacheFolder: cacheIn(flags) };
}

function cacheIn({ cache }: ExperimentFlags): string | null {
  if (cache === false) return null;
  return typeof cache === "string" ? cache : join(envPaths("paxoslab", { suffix: "" }).cache, "experiments");
}

/** Ctrl-C once lets the runs under way come to their end, twice does not. */
async function interruptible(
  task: RunSweep,
): Promise<{ readonly swept: Swept; readonly wasInterrupted: boolean }> {
  const [stop, kill] = [new AbortController(), new AbortController()];
  const line = new ProgressLine();
  const pace = new Pace();
  const onSignal = (): void => (stop.signal.aborted ? kill : stop).abort();
  process.on("SIGINT", onSignal);
  try {
    const swept = await asCliError(async () =>
      runSweep({
        ...task,
        stop: stop.signal,
        kill: kill.signal,
        onProgress: (progress) => line.show(() => pace.inWords(progress)),
      }),
    );
    return { swept, wasInterrupted: stop.signal.aborted && swept.sweep.missing > 0 };
  } finally {
    process.off("SIGINT", onSignal);
    line.clear();
  }
}

function hasFailures({ runs }: Sweep): boolean {
  return runs.some((run) => "error" in run);
}

function countsInWords({ known, computed, sweep: { missing } }: Swept): string {
  const counts = [
    `${computed.toLocaleString("en")} computed`,
    ...(known === 0 ? [] : [`${known.toLocaleString("en")} known from before`]),
    ...(missing === 0 ? [] : [`${missing.toLocaleString("en")} not done`]),
  ];
  return `Runs: ${counts.join(", ")}.`;
}

function goOnInWords({ cacheFolder }: RunSweep): string {
  return cacheFolder === null
    ? "Interrupted. Without a cache, the same command begins from the beginning.\n"
    : "Interrupted. The same command goes on from here.\n";
}
