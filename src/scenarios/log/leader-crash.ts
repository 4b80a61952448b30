import {
  flexible,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import type { Meter, Metrics, Silence } from "../../monitoring/index.ts";
import type { Timing } from "../../protocols/multi-paxos/index.ts";
import type { Network, Run } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import type { Clients, Moment } from "./clients.ts";
import { tallySystem, type Tally } from "./tally.ts";
import { outage, watched, type Outage } from "./watched.ts";

export interface LeaderCrashOptions extends SeededOptions {
  readonly nodes: number;
  /** By default majorities. */
  readonly quorums: { readonly phase1: number; readonly phase2: number } | null;
  /** How many commands come in a second, from the first second on to one second before the end. */
  readonly rate: number;
  readonly crashAt: Time;
  /** Who crashes; of the followers it is the first. */
  readonly crashes: "leader" | "follower" | "nobody";
  /** Null: the crashed node never comes back. */
  readonly restartAt: Time | null;
  readonly endsAt: Time;
  /** How long nodes wait for a silent leader before they elect another one. */
  readonly patience: Duration;
  /** They then campaign at random moments of this span. */
  readonly spread: Duration;
  readonly heartbeat: Duration;
  /** Whether nodes that hear from a leader deny their promise to others. */
  readonly isSticky: boolean;
  /** Whether a leader sends its proposals to no more than a quorum at first. */
  readonly isThrifty: boolean;
  readonly latency: Network["latency"];
  /** `off` keeps no trace, for sweeps: the summary is the same. */
  readonly trace: "full" | "off";
}

export interface LeaderCrashSummary {
  /** Who crashed; null if nobody did, as where nobody led at that moment. */
  readonly victim: NodeId | null;
  /** From the last answer before the gap to the first one after it: for so long nobody was served. */
  readonly gap: Duration;
  readonly silence: Silence | null;
  /** From the crash of a leader until another node led. */
  readonly leaderless: Duration;
  /** Commands that clients asked for, that were executed, and that were answered. */
  readonly asked: number;
  readonly executed: number;
  readonly answered: number;
  /** What was broken of all that a replicated log promises; null if nothing was. */
  readonly problem: string | null;
  readonly metrics: Metrics;
}

/** Clients ask without a pause; the leader crashes, another one is elected, and the old one comes back as a follower. */
export const leaderCrash: Scenario<LeaderCrashOptions, Tally, LeaderCrashSummary> = {
  name: "leader-crash",
  title: "The leader of a busy log crashes",
  defaults: {
    seed: 1,
    nodes: 5,
    quorums: null,
    rate: 400,
    crashAt: seconds(2),
    crashes: "leader",
    restartAt: seconds(3.5),
    endsAt: seconds(6),
    patience: milliseconds(200),
    spread: milliseconds(200),
    heartbeat: milliseconds(50),
    isSticky: true,
    isThrifty: false,
    latency: { kind: "uniform", min: milliseconds(1), max: milliseconds(5) },
    trace: "full",
  },
  run(changes = {}) {
    const options = { ...leaderCrash.defaults, ...changes };
    const { seed, nodes, quorums, isSticky, isThrifty, endsAt, latency, trace } = options;
    requireInOrder(options);
    const timing: Partial<Timing> = {
      patience: options.patience,
      spread: options.spread,
      heartbeat: options.heartbeat,
    };
    const system = tallySystem({
      nodes,
      timing,
      isSticky,
      isThrifty,
      ...(quorums === null ? {} : { quorums: flexible(nodesOf(nodes), quorums) }),
    });
    let victim: NodeId | null = null;
    const { run, metrics } = watched(system, {
      nodes,
      seed,
      network: { latency, loss: 0, duplication: 0, ordering: "any" },
      endsAt,
      trace,
      story: (clients, meter) => story(options, clients, meter),
      observer: (event) => {
        if (event.kind === "crash") victim = event.node;
      },
    });
    const summary = summarise(run, metrics, options, victim);
    return { title: leaderCrash.title, trace: run.trace, summary, groupOf: (node) => `node ${node}`, run };
  },
};

function requireInOrder({ crashAt, restartAt, endsAt }: LeaderCrashOptions): void {
  const moments = [seconds(1), crashAt, ...(restartAt === null ? [] : [restartAt]), endsAt - seconds(1)];
  if (moments.some((moment, nth) => nth > 0 && !(moment > moments[nth - 1]!))) {
    throw new RangeError(
      `crashAt must come after the first second, restartAt after crashAt, and endsAt more than a second after both; ` +
        `got ${crashAt}, ${restartAt} and ${endsAt} µs.`,
    );
  }
}

function story(
  { rate, crashAt, crashes, restartAt, endsAt }: LeaderCrashOptions,
  clients: Clients<Tally>,
  meter: Meter<Tally>,
): readonly Moment<Tally>[] {
  const crash: Outage = { at: crashAt, restartAt, victims: () => victimsOf(crashes, meter.leader) };
  return [...clients.asking(rate, seconds(1), endsAt - seconds(1)), ...outage(crash, clients)];
}

function victimsOf(crashes: LeaderCrashOptions["crashes"], leader: NodeId | null): readonly NodeId[] {
  if (crashes === "nobody" || leader === null) return [];
  return crashes === "leader" ? [leader] : [leader === 0 ? 1 : 0];
}

function summarise(
  { states, violation }: Run<Tally>,
  metrics: Metrics,
  { crashAt }: LeaderCrashOptions,
  victim: NodeId | null,
): LeaderCrashSummary {
  const { reigns } = metrics.leaders;
  const ended = reigns.find(({ to, ended }) => ended === "crashed" && to === crashAt);
  const next = reigns.find(({ from }) => from > crashAt);
  const silence = metrics.answers.longestSilence;
  return {
    victim,
    gap: silence === null ? 0 : silence.to - silence.from,
    silence,
    leaderless: ended === undefined ? 0 : (next?.from ?? metrics.until) - crashAt,
    asked: metrics.proposals.asked,
    executed: Math.max(...states.map((state) => state?.replica.service ?? 0)),
    answered: metrics.proposals.succeeded,
    problem: violation?.problem ?? null,
    metrics,
  };
}
