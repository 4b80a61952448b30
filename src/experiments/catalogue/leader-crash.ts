import { majority, milliseconds, nodes, seconds, type NodeId, type Time } from "../../core/index.ts";
import { multiPaxos, type MultiPaxos } from "../../protocols/multi-paxos/index.ts";
import { keyValueStore, type KeyValueCommand, type KeyValueState } from "../../protocols/services/index.ts";
import { simulate, type Run, type Scheduled } from "../../sim/index.ts";
import { experiment, type Measured } from "../experiment.ts";

type KeyValueLog = MultiPaxos<KeyValueState, KeyValueCommand, string | null | boolean>;

interface Cluster {
  readonly nodes: number;
  readonly patience: number;
  readonly heartbeat: number;
}

const measures = {
  gap: { title: "longest time without an answer", unit: "ms" },
  unanswered: { title: "unanswered", unit: "commands" },
};

/** One command every other millisecond, each from a client of its own. */
const load = { begins: seconds(1), every: milliseconds(2), commands: 1_500 };
const crashAt = seconds(2);
const end = seconds(5);

/**
 * A steady load, and the leader dies. Nobody is answered until its followers have lost patience, one of them has
 * been elected, and it has proposed again what may have been chosen before.
 */
export default experiment({
  name: "leader-crash",
  question: "How long does nobody get an answer after the leader of a replicated log has crashed?",
  parameters: {
    nodes: [3, 5],
    /** In milliseconds: how long a silent leader is waited for, and at most as long again. */
    patience: [100, 200, 400],
    /** In milliseconds: how often a leader says that it lives. */
    heartbeat: [25, 50],
  },
  measures,
  seeds: 50,
  refuses({ nodes, patience, heartbeat }) {
    if (!Number.isInteger(nodes) || nodes < 3)
      return `nodes must be a whole number of at least 3; got ${nodes}.`;
    if (!(heartbeat > 0)) return `heartbeat is in milliseconds and above 0; got ${heartbeat}.`;
    // Else followers would campaign against a leader that lives.
    if (patience < 2 * heartbeat) {
      return `patience must be at least twice the heartbeat; got ${patience} and ${heartbeat}.`;
    }
    return null;
  },
  run(cluster, seed) {
    // The same seed leads to the same leader again.
    const leader = leaderOf(simulate({ ...setup(cluster, seed, null), untilTime: crashAt - 1 }));
    if (leader === null) return { gap: null, unanswered: null };
    return measured(simulate(setup(cluster, seed, leader)));
  },
});

function setup({ nodes: count, patience, heartbeat }: Cluster, seed: number, crashed: NodeId | null) {
  const timing = {
    patience: milliseconds(patience),
    spread: milliseconds(patience),
    heartbeat: milliseconds(heartbeat),
  };
  const crash: readonly Scheduled<KeyValueLog>[] =
    crashed === null ? [] : [{ at: crashAt, action: { kind: "crash", node: crashed } }];
  return {
    protocol: multiPaxos({ quorums: majority(nodes(count)), service: keyValueStore, timing }),
    nodes: count,
    seed,
    schedule: [...commands(count, crashed), ...crash],
    trace: "off" as const,
    untilTime: end,
  };
}

/** Clients ask all nodes in turn; where nobody answers the door they go to the next one. */
function commands(count: number, crashed: NodeId | null): readonly Scheduled<KeyValueLog>[] {
  return Array.from({ length: load.commands }, (_, client) => {
    const at = load.begins + client * load.every;
    const asked = client % count;
    const node = at >= crashAt && asked === crashed ? (asked + 1) % count : asked;
    const command = { kind: "put", key: `${client % 100}`, value: `${client}` } as const;
    return {
      at,
      action: { kind: "request", node, request: { kind: "execute", client, sequence: 1, command } },
    };
  });
}

function leaderOf({ states }: Run<KeyValueLog>): NodeId | null {
  const leader = states.findIndex((state) => state?.role.kind === "leading");
  return leader < 0 ? null : leader;
}

function measured({ decisions }: Run<KeyValueLog>): Measured<typeof measures> {
  const answers = decisions.filter(({ decision }) => decision.kind === "answered");
  const after = answers.map(({ at }) => at).filter((at) => at >= crashAt);
  return {
    gap: after.length === 0 ? null : longestGap([crashAt, ...after]) / 1_000,
    unanswered: load.commands - answers.length,
  };
}

function longestGap(times: readonly Time[]): Time {
  return times.reduce((longest, time, nth) => Math.max(longest, time - (times[nth - 1] ?? time)), 0);
}
