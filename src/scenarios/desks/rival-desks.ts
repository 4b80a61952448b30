import { majority, milliseconds, nodes as nodesOf, type Duration, type Time } from "../../core/index.ts";
import { desks, soundBatching, type Batching, type Desks } from "../../protocols/desks/index.ts";
import { randomisedBackoff } from "../../protocols/single-decree/index.ts";
import { at, costs, simulate, type Network, type Scheduled } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { loadOf, type DeskLoad } from "./load.ts";
import { DeskWatch, type DeskSummary } from "./watch.ts";

export interface DeskOptions extends SeededOptions {
  readonly nodes: readonly string[];
  /** The first so many nodes have a desk to which clients come. */
  readonly desks: number;
  readonly clients: number;
  readonly load: DeskLoad;
  readonly batching: Batching;
  readonly size: number;
  readonly delay: Duration;
  readonly window: number;
  /** For so long desk 0 is cut off from all others, and goes on taking commands; null: never. */
  readonly cutOff: { readonly from: Time; readonly to: Time } | null;
  readonly latency: Network["latency"];
  /** Null: steps take no time. */
  readonly work: { readonly handle: Duration; readonly send: Duration; readonly persist: Duration } | null;
  readonly until: Time;
  readonly trace: "full" | "off";
}

/** Bandra and Kurla each batch what their clients ask for, and propose in the same slots; one of them is cut off for a while. */
export const rivalDesks: Scenario<DeskOptions, Desks, DeskSummary> = {
  name: "rival-desks",
  title: "Two desks, one log",
  defaults: {
    seed: 1,
    nodes: ["Bandra", "Kurla", "Andheri"],
    desks: 2,
    clients: 8,
    load: { kind: "bursts", until: milliseconds(400) },
    batching: soundBatching,
    size: 4,
    delay: milliseconds(5),
    window: 3,
    cutOff: { from: milliseconds(100), to: milliseconds(250) },
    latency: { kind: "uniform", min: milliseconds(1), max: milliseconds(5) },
    work: null,
    until: milliseconds(5_000),
    trace: "full",
  },
  run(changes = {}) {
    const options = { ...rivalDesks.defaults, ...changes };
    const { nodes, trace, work, seed } = options;
    const watch = new DeskWatch();
    const load = loadOf(options);
    const run = simulate<Desks>({
      protocol: desks({
        ...options,
        quorums: majority(nodesOf(nodes.length)),
        retry: randomisedBackoff({ roundTrip: milliseconds(10), cap: milliseconds(80) }),
      }),
      nodes,
      seed,
      network: { latency: options.latency, loss: 0, duplication: 0, ordering: "any" },
      ...load,
      schedule: [...(load.schedule ?? []), ...lines(options)],
      ...(work === null ? {} : { work: costs<Desks>(work) }),
      observer: (event) => watch.see(event),
      trace,
      decisions: "off",
      untilTime: options.until,
      untilSteps: Infinity,
    });
    return {
      title: rivalDesks.title,
      trace: run.trace,
      summary: watch.summary(),
      groupOf: (node) => nodes[node] as string,
      run,
    };
  },
};

/** Desk 0 on one side, all others on the other. */
function lines({ cutOff, nodes }: DeskOptions): readonly Scheduled<Desks>[] {
  if (cutOff === null) return [];
  const [first, ...others] = nodesOf(nodes.length);
  const label = "flood";
  return [
    at(cutOff.from, { kind: "partition", label, groups: [[first!], others] }),
    at(cutOff.to, { kind: "heal", label }),
  ];
}
