import { Agenda, type Due, type Queue } from "../src/sim/queue.ts";
import { simulateWith } from "../src/sim/simulate.ts";
import { formatCount, formatSeconds, once, secondsFor } from "./measure.ts";
import { SortOnPush } from "./queues.ts";
import { decision, type Workload } from "./workload.ts";

interface Case {
  readonly workload: Workload;
  /** Decisions a round. */
  readonly runs: number;
  /** Whether sorting is slow enough to be measured once only. */
  readonly isLong?: boolean;
}

const cases: readonly Case[] = [
  { runs: 2_000, workload: { name: "5 nodes", nodes: 5, learners: "every node" } },
  { runs: 100, workload: { name: "227 nodes, 1 tells the others", nodes: 227, learners: "one node" } },
  {
    runs: 1,
    isLong: true,
    workload: {
      name: "227 nodes, 227 learners, cut short",
      nodes: 227,
      learners: "every node",
      untilSteps: 1_400,
    },
  },
];

const whole: Workload = { name: "227 nodes, 227 learners", nodes: 227, learners: "every node" };

interface Speed {
  readonly seconds: number;
  readonly steps: number;
  readonly events: number;
}

/** Whole simulations, with the simulator's heap and with a queue that sorts after every push. */
export function sim(): void {
  console.table([
    ...cases.flatMap(compare),
    row(
      whole,
      "heap",
      speedOf(whole, 5, () => new Agenda()),
      null,
    ),
  ]);
  console.log("steps: inputs that a node has handled; events: lines of the trace; both a second, trace on.");
}

function compare({ workload, runs, isLong = false }: Case): readonly object[] {
  const heap = speedOf(workload, runs, () => new Agenda());
  const sorted = speedOf(workload, runs, () => new SortOnPush(), isLong);
  return [
    row(workload, "heap", heap, null),
    row(workload, "sort on push", sorted, sorted.seconds / heap.seconds),
  ];
}

function speedOf(
  workload: Workload,
  runs: number,
  queue: <T extends Due>() => Queue<T>,
  isLong = false,
): Speed {
  let [steps, events] = [0, 0];
  const seconds = (isLong ? once : secondsFor)(() => {
    [steps, events] = [0, 0];
    for (let seed = 1; seed <= runs; seed++) {
      const run = simulateWith(decision(workload, seed), queue());
      steps += run.steps;
      events += run.trace.events.length;
    }
  });
  return { seconds, steps, events };
}

function row(
  { name }: Workload,
  queue: string,
  { seconds, steps, events }: Speed,
  times: number | null,
): object {
  return {
    simulation: name,
    queue,
    "steps/s": formatCount(steps / seconds),
    "events/s": formatCount(events / seconds),
    time: formatSeconds(seconds),
    "slower by": times === null ? "" : `${times.toFixed(1)} ×`,
  };
}
