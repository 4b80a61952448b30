import {
  milliseconds,
  seconds,
  type Duration,
  type NodeId,
  type Time,
  type Vocabulary,
} from "../../../core/index.ts";
import { WireMeter } from "../../../wire/index.ts";
import type { TallySystem } from "../../log/tally.ts";
import { watched } from "../../log/watched.ts";
import { Ledger, type Answered } from "./ledger.ts";

export interface CalmOptions {
  readonly f: number;
  readonly seed: number;
}

/** What a command costs when nothing fails, and commands come one at a time: nothing is batched. */
export interface CalmCosts {
  /** Asked at the leader, and at another node. Null if not all were answered. */
  readonly atLeader: CommandCosts | null;
  readonly atFollower: CommandCosts | null;
  /** What the nodes say to each other each second when nobody asks for anything. */
  readonly idleMessages: number;
}

export interface CommandCosts {
  /** From asking to the answer, in one-way delays of the network. */
  readonly delays: number;
  /** More than what is said anyway. */
  readonly messages: number;
  /** Of those, as MessagePack over TCP. */
  readonly bytes: number;
}

/** Every message is under way for so long. */
const delay: Duration = milliseconds(1);

/** By then somebody leads, and has done something already: a first command, which is not counted. */
const warmUp: Time = milliseconds(800);
const begins: Time = seconds(1);

/** Long enough for everything that comes of one command, before the next. */
const every: Duration = milliseconds(30);

const commands = 40;

const moments: readonly Time[] = Array.from({ length: commands }, (_, nth) => begins + nth * every);

const endsAt: Time = begins + (commands + 1) * every;

/** Three runs with the same seed: commands asked at the leader, at a follower, and none, to be subtracted. */
export function calmRuns<V extends Vocabulary>(
  system: TallySystem<V>,
  nodes: number,
  { seed }: CalmOptions,
): CalmCosts {
  const idle = calmRun(system, nodes, seed, null);
  const costs = (at: "leader" | "follower"): CommandCosts | null => {
    const { messages, bytes, answers } = calmRun(system, nodes, seed, at);
    if (answers.length < commands) return null;
    const total = answers.reduce((sum, { took }) => sum + took, 0);
    return {
      delays: total / commands / delay,
      messages: (messages - idle.messages) / commands,
      bytes: (bytes - idle.bytes) / commands,
    };
  };
  return {
    atLeader: costs("leader"),
    atFollower: costs("follower"),
    idleMessages: (idle.messages * seconds(1)) / (endsAt - begins),
  };
}

interface Sent {
  readonly messages: number;
  readonly bytes: number;
  readonly answers: readonly Answered[];
}

function calmRun<V extends Vocabulary>(
  system: TallySystem<V>,
  nodes: number,
  seed: number,
  at: "leader" | "follower" | null,
): Sent {
  const ledger = new Ledger(system);
  const wire = new WireMeter<V>();
  const { run } = watched(system, {
    nodes,
    seed,
    network: { latency: { kind: "constant", latency: delay }, loss: 0, duplication: 0, ordering: "fifo" },
    endsAt,
    trace: "off",
    story: (_clients, meter) =>
      [warmUp, ...(at === null ? [] : moments)].map((moment, client) => ({
        at: moment,
        happens: () => {
          const leader: NodeId = meter.leader ?? 0;
          const node = at === "leader" ? leader : (leader + 1) % nodes;
          const request = system.sessions.ask({ kind: "execute", client, sequence: 0, command: 1 });
          return [{ kind: "request", node, request }];
        },
      })),
    observer: (event) => {
      ledger.observe(event);
      if (event.at >= begins) wire.see(event);
    },
  });
  if (run.violation !== null) throw new Error(run.violation.problem);
  const { messages, bytes } = wire.reading.total;
  return { messages, bytes, answers: ledger.answers.slice(1) };
}
