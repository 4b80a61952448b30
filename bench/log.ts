import { majority, nodes, seconds, type Service, type Time } from "../src/core/index.ts";
import { multiPaxos, type MultiPaxos } from "../src/protocols/multi-paxos/index.ts";
import { at, simulate, type Run, type Scheduled } from "../src/sim/index.ts";
import { formatCount, formatSeconds, once } from "./measure.ts";

type V = MultiPaxos<number, number, number>;

const counter: Service<number, number, number> = {
  name: "counter",
  initial: 0,
  apply: (sum, more) => ({ state: sum + more, result: sum + more }),
};

interface Load {
  readonly commands: number;
  /** How many commands come in a virtual second. */
  readonly rate: number;
  readonly batch: number;
  readonly window: number;
}

const loads: readonly Load[] = [
  { commands: 20_000, rate: 2_000, batch: 1, window: 16 },
  { commands: 100_000, rate: 50_000, batch: 64, window: 16 },
  { commands: 200_000, rate: 200_000, batch: 1_024, window: 16 },
];

/** Five nodes, which clients ask in turn; a client goes on when it has been answered, or nearly always has. */
export function log(): void {
  console.table(loads.map(row));
  console.log("One simulation each of 5 nodes, the trace off; processor time.");
}

function row(load: Load): object {
  const runs: Run<V>[] = [];
  const taken = once(() => {
    runs.push(simulate(setup(load)));
  });
  const { states, steps, decisions } = runs[0]!;
  const [first] = states;
  const answers = decisions.filter(({ decision }) => decision.kind === "answered").length;
  return {
    ...load,
    slots: first?.replica.next,
    executed: first?.replica.service,
    answers,
    taken: formatSeconds(taken),
    "commands/s": formatCount(load.commands / taken),
    "steps/s": formatCount(steps / taken),
    "a million": formatSeconds((taken / load.commands) * 1e6),
  };
}

function setup({ commands, rate, batch, window }: Load) {
  const begin: Time = seconds(1);
  const clients = 20_000;
  const schedule = Array.from({ length: commands }, (_, nth): Scheduled<V> => {
    const [client, sequence] = [nth % clients, Math.floor(nth / clients)];
    const request = { kind: "execute" as const, client, sequence, command: 1 };
    return at(begin + Math.floor((nth * 1e6) / rate), { kind: "request", node: client % 5, request });
  });
  return {
    protocol: multiPaxos({ quorums: majority(nodes(5)), service: counter, batch: { size: batch }, window }),
    nodes: 5,
    seed: 1,
    schedule,
    trace: "off" as const,
    untilSteps: Infinity,
    untilTime: begin + Math.floor((commands * 1e6) / rate) + seconds(1),
  };
}
