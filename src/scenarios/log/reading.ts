import { milliseconds, seconds, type NodeId, type Time } from "../../core/index.ts";
import { Meter, type Distribution } from "../../monitoring/index.ts";
import type { Read } from "../../protocols/multi-paxos/index.ts";
import { simulate } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { inOrder, type Moment } from "./clients.ts";
import { tallySystem, type Tally } from "./tally.ts";

export interface ReadingOptions extends SeededOptions {
  readonly nodes: number;
  readonly by: Read<number>["by"];
  /** Which node people ask. */
  readonly at: "leader" | "follower";
  /** How many reads come in a second, from the first second on. */
  readonly rate: number;
  readonly endsAt: Time;
  readonly trace: "full" | "off";
}

export interface ReadingSummary {
  /** Null if nobody led when reading began: then nobody was asked. */
  readonly reader: NodeId | null;
  readonly asked: number;
  readonly answered: number;
  readonly latency: Distribution;
  /** Without heartbeats and their answers, which there would be anyway; null if nothing was answered. */
  readonly messagesPerRead: number | null;
  readonly problem: string | null;
}

/** Nothing fails, and nobody writes any more: what a read costs, by the way it goes. */
export const reading: Scenario<ReadingOptions, Tally, ReadingSummary> = {
  name: "reading",
  title: "Many read a replicated tally",
  defaults: { seed: 1, nodes: 5, by: "log", at: "leader", rate: 200, endsAt: seconds(3), trace: "full" },
  run(changes = {}) {
    const options = { ...reading.defaults, ...changes };
    const { seed, nodes, endsAt, trace } = options;
    const { protocol, properties, lens } = tallySystem({ nodes, clockDrift: 0.05 });
    const meter = new Meter<Tally>(lens);
    let reader: NodeId | null = null;
    let sent = 0;
    const readers = asking(options, () => (reader ??= readerFor(options, meter.leader)));
    const run = simulate<Tally>({
      protocol,
      nodes,
      seed,
      schedule: inOrder([somethingToRead, ...readers]),
      properties,
      trace,
      observer: (event) => {
        meter.observe(event);
        if (event.kind === "send" && event.at >= begins && !isPulse(event.message)) sent++;
      },
      untilTime: endsAt,
      untilSteps: Infinity,
    });
    const { proposals } = meter.metrics(endsAt);
    // All but the one that wrote.
    const answered = proposals.succeeded - 1;
    return {
      title: reading.title,
      trace: run.trace,
      summary: {
        reader,
        asked: proposals.asked - 1,
        answered,
        latency: proposals.timeToDecide,
        messagesPerRead: answered <= 0 ? null : sent / answered,
        problem: run.violation?.problem ?? null,
      },
      groupOf: (node) => `node ${node}`,
      run,
    };
  },
};

const begins: Time = seconds(1);

/** Written early enough to be known everywhere when reading begins. */
const somethingToRead: Moment<Tally> = {
  at: milliseconds(800),
  happens: () => [
    { kind: "request", node: 0, request: { kind: "execute", client: 0, sequence: 0, command: 1 } },
  ],
};

const isPulse = ({ kind }: Tally["message"]): boolean => kind === "heartbeat" || kind === "alive";

/** Each reader asks once. The last ones do so a second before the end. */
function asking(
  { rate, by, endsAt }: ReadingOptions,
  readerNow: () => NodeId | null,
): readonly Moment<Tally>[] {
  const count = Math.floor(((endsAt - seconds(1) - begins) * rate) / 1e6);
  return Array.from({ length: count }, (_, client) => ({
    at: begins + Math.floor((client * 1e6) / rate),
    happens: () => {
      const node = readerNow();
      if (node === null) return [];
      return [
        { kind: "request", node, request: { kind: "read", client: client + 1, sequence: 0, command: 0, by } },
      ];
    },
  }));
}

function readerFor({ at, nodes }: ReadingOptions, leader: NodeId | null): NodeId | null {
  if (leader === null) return null;
  return at === "leader" ? leader : (leader + 1) % nodes;
}
