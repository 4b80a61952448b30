import { formatCount, formatSeconds, once } from "./measure.ts";
import { collectGarbage, megabytes } from "./memory.ts";
import { bareSteps, runLog, type Load } from "./log-runs.ts";

const loads: readonly Load[] = [
  { commands: 20_000, rate: 2_000, batch: 1, window: 16 },
  { commands: 100_000, rate: 50_000, batch: 64, window: 16 },
  { commands: 200_000, rate: 200_000, batch: 1_024, window: 16 },
  { commands: 1_000_000, rate: 100_000, batch: 256, window: 16 },
];

/** Where the memory of a long run is looked at. */
const milestones = [250_000, 500_000, 1_000_000];

/** Five nodes, which clients ask in turn; a client goes on when it has been answered, or nearly always has. */
export function log(): void {
  const bare = bareStepsPerSecond();
  const held: number[] = [];
  console.table(loads.map((load) => row(load, bare, held)));
  const memory = milestones.map((answers, nth) => `${megabytes(held[nth]!)} at ${formatCount(answers)}`);
  console.log(`Memory in use in the last run, by commands answered: ${memory.join(", ")}.`);
  console.log(`Most memory the process ever had: ${megabytes(process.resourceUsage().maxRSS * 1_024)}.`);
  console.log(
    `One simulation each of 5 nodes, the trace off; processor time. Bare: messages that go to and fro ` +
      `among 5 nodes and mean nothing, ${formatCount(bare)} steps a second.`,
  );
}

function bareStepsPerSecond(): number {
  bareSteps(10_000);
  let steps = 0;
  const taken = once(() => {
    steps = bareSteps(200_000);
  });
  return steps / taken;
}

/** @param held - takes the bytes in use at each of the milestones that the run comes by. */
function row(load: Load, bare: number, held: number[]): object {
  const { commands } = load;
  let outcome: ReturnType<typeof runLog> | null = null;
  const taken = once(() => {
    outcome = runLog(load, (answers) => {
      if (commands === milestones.at(-1) && milestones.includes(answers)) held.push(bytesInUse());
    });
  });
  const { steps, slots, executed, answers } = outcome!;
  return {
    ...load,
    slots,
    executed,
    answers,
    taken: formatSeconds(taken),
    "commands/s": formatCount(commands / taken),
    "steps/s": formatCount(steps / taken),
    "of bare steps/s": `1 / ${(bare / (steps / taken)).toFixed(1)}`,
    "a million": formatSeconds((taken / commands) * 1e6),
  };
}

function bytesInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
