import {
  flexible,
  majoritySize,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type QuorumSystem,
  type Time,
} from "../../core/index.ts";
import {
  alarmsOf,
  dangers,
  judge,
  Meter,
  quorumDistance,
  shareResponsive,
  type AlarmReport,
  type Danger,
  type Judgement,
  type Metrics,
} from "../../monitoring/index.ts";
import { simulate } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { Clients, inOrder, type Moment } from "./clients.ts";
import { tallySystem, type Tally } from "./tally.ts";

export interface ShrinkingOptions extends SeededOptions {
  readonly nodes: number;
  /** By default majorities. */
  readonly quorums: { readonly phase1: number; readonly phase2: number } | null;
  /** So many nodes are cut off one after the other; then they come back, the last one first. */
  readonly cutOff: number;
  /** The time from one such event to the next. */
  readonly every: Duration;
  /** How long an answer may take before its node counts as silent. */
  readonly within: Duration;
  /** Which quorums are at stake: those of phase 2 alone, if the leader is taken to live for ever. */
  readonly phases: "both" | "phase 2";
  readonly rate: number;
}

export interface ShrinkingSummary {
  /** Who led when it began, and is not cut off. */
  readonly leader: NodeId | null;
  readonly until: Time;
  readonly alarms: AlarmReport;
  /** When, in truth, the next loss would have stopped everything, or everything stood still. */
  readonly dangers: readonly Danger[];
  /** How the 60 % rule and the distance from a quorum did, in this order, as seen by that leader. */
  readonly judgements: readonly Judgement[];
  readonly metrics: Metrics;
}

/** Node after node is cut off from a leader and its followers: which rule tells in time that a quorum is at stake? */
export const shrinkingCluster: Scenario<ShrinkingOptions, Tally, ShrinkingSummary> = {
  name: "shrinking-cluster",
  title: "Node after node is cut off",
  defaults: {
    seed: 1,
    nodes: 5,
    quorums: null,
    cutOff: 3,
    every: seconds(1),
    within: milliseconds(150),
    phases: "both",
    rate: 50,
  },
  run(changes = {}) {
    const options = { ...shrinkingCluster.defaults, ...changes };
    const { seed, nodes, cutOff, every, within, phases } = options;
    if (!Number.isInteger(cutOff) || cutOff < 1 || cutOff >= nodes) {
      throw new RangeError(
        `cutOff must be a whole number from 1 to ${nodes - 1}, so that a node is left; got ${cutOff}.`,
      );
    }
    const until = begins + (2 * cutOff + 1) * every;
    const { protocol, properties, lens, sessions } = tallySystem({ nodes, quorums: quorumsOf(options) });
    const clients = new Clients<Tally>(nodes, sessions);
    const meter = new Meter<Tally>(lens);
    let leader: NodeId | null = null;
    const story = partitions(options, () => (leader ??= meter.leader));
    const run = simulate<Tally>({
      protocol,
      nodes,
      seed,
      schedule: inOrder([...clients.asking(options.rate, begins, until - seconds(1)), ...story]),
      properties,
      observer: (event) => {
        meter.observe(event);
        clients.observe(event);
      },
      untilTime: until,
      untilSteps: Infinity,
    });
    const distance = quorumDistance(lens.quorums, { phases });
    const rules = [shareResponsive(lens.quorums), distance];
    const alarms = alarmsOf(run.trace, lens, rules, { within });
    const truth = dangers(run.trace, distance);
    const seen = {
      ...alarms,
      alarms: alarms.alarms.filter(({ observer }) => observer === leader),
      watches: alarms.watches.filter(({ observer }) => observer === leader),
    };
    const judgements = rules.map(({ name }) => judge(seen, truth, name));
    const metrics = meter.metrics(until);
    return {
      title: shrinkingCluster.title,
      trace: run.trace,
      summary: { leader, until, alarms, dangers: truth, judgements, metrics },
      groupOf: (node) => `node ${node}`,
      run,
    };
  },
};

const begins: Time = seconds(1);

function quorumsOf({ nodes, quorums }: ShrinkingOptions): QuorumSystem {
  const size = majoritySize(nodes);
  return flexible(nodesOf(nodes), quorums ?? { phase1: size, phase2: size });
}

/** One partition for each node that is cut off, from all others. */
function partitions(
  { nodes, cutOff, every }: ShrinkingOptions,
  leader: () => NodeId | null,
): readonly Moment<Tally>[] {
  const victim = (nth: number): NodeId => ((leader() ?? 0) + 1 + nth) % nodes;
  return Array.from({ length: cutOff }, (_, nth) => nth).flatMap((nth): readonly Moment<Tally>[] => {
    const label = `cut off ${nth + 1}`;
    return [
      {
        at: begins + (nth + 1) * every,
        happens: () => {
          const others = nodesOf(nodes).filter((node) => node !== victim(nth));
          return [{ kind: "partition", label, groups: [[victim(nth)], others] }];
        },
      },
      { at: begins + (2 * cutOff - nth) * every, happens: () => [{ kind: "heal", label }] },
    ];
  });
}
