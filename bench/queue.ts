import type { SingleDecree } from "../src/protocols/single-decree/index.ts";
import type { Pending } from "../src/sim/pending.ts";
import { Agenda, type Due, type Queue } from "../src/sim/queue.ts";
import { simulateWith } from "../src/sim/simulate.ts";
import { secondsFor } from "./measure.ts";
import { Recorder, replay, SortOnPush, type Operation } from "./queues.ts";
import { decision, type Workload } from "./workload.ts";

const queues: readonly { readonly name: string; readonly create: () => Queue<Due>; readonly most: number }[] =
  [
    { name: "heap", create: () => new Agenda(), most: Infinity },
    // Half a millisecond a push at 227 learners: a minute for one decision.
    { name: "sort on push", create: () => new SortOnPush(), most: 5_000 },
  ];

const workloads: readonly Workload[] = [
  { name: "5 nodes", nodes: 5, learners: "every node" },
  { name: "227 nodes, 1 tells the others", nodes: 227, learners: "one node" },
  { name: "227 nodes, 227 learners", nodes: 227, learners: "every node" },
];

/** The queue alone: what a simulation pushes and pops, recorded once and done again with each queue. */
export function queue(): void {
  console.table(workloads.flatMap(timesOf));
}

function timesOf(workload: Workload): readonly object[] {
  const recorder = new Recorder<Pending<SingleDecree<string>>>();
  simulateWith(decision(workload, 1), recorder);
  const { operations } = recorder;
  const suited = queues.filter(({ most }) => operations.length <= most);
  const seconds = suited.map(({ create }) => secondsAnOperation(operations, create));
  return suited.map(({ name }, index) => ({
    recorded: workload.name,
    operations: operations.length,
    queue: name,
    "ns an operation": Math.round(seconds[index]! * 1e9),
    "slower by": index === 0 ? "" : `${(seconds[index]! / seconds[0]!).toFixed(1)} ×`,
  }));
}

function secondsAnOperation(operations: readonly Operation[], create: () => Queue<Due>): number {
  return secondsFor(() => replay(operations, create())) / operations.length;
}
