import { majority, milliseconds, seconds, type Duration, type NodeId, type Time } from "../../core/index.ts";
import {
  directly,
  jointly,
  multiPaxos,
  oneByOne,
  type Membership,
  type Reconfigure,
} from "../../protocols/multi-paxos/index.ts";
import { wardLedger } from "../../protocols/services/index.ts";
import { simulate, type Decided, type Network, type Run, type Scheduled } from "../../sim/index.ts";
import { committee } from "../bmc/takeover.ts";
import { openFund, order, pay, wardLogSafety, type WardLog } from "../bmc/ward-log.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { summariseMove, type MoveSummary } from "./move-summary.ts";

/** By which configurations the corporation gets from the old house to the new one. */
export type MoveWay = "directly" | "jointly" | "one by one";

export interface MoveOptions extends SeededOptions {
  readonly way: MoveWay;
  /** How many slots may be under way at once: a configuration is in force so many slots after its own. */
  readonly window: number;
  /** The time from one payment to the next, each asked for at Bandra and at Dadar; null for none. */
  readonly every: Duration | null;
  /** These wards die, this long after the move has begun, and do not come back. */
  readonly deaths: { readonly nodes: readonly NodeId[]; readonly after: Duration } | null;
  /** For how long the move is watched. */
  readonly length: Duration;
}

/** Six wards, of which the first three have the book, and the others are to have it. */
export const movers = [...committee, "Worli"] as const;

const [bandra, kurla, andheri, dadar, colaba, worli] = [0, 1, 2, 3, 4, 5] as const;

/** Bandra leads, and so goes last where they go one by one. */
const oldHouse = [kurla, andheri, bandra];
const newHouse = [dadar, colaba, worli];

/** By then Bandra leads. */
const begin: Time = milliseconds(700);

/** The configurations on a way to the new house, the last of them being the new one. */
export function stepsOf(way: MoveWay): readonly Membership[] {
  switch (way) {
    case "directly":
      return directly(newHouse);
    case "jointly":
      return jointly(oldHouse, newHouse);
    case "one by one":
      return oneByOne(oldHouse, newHouse);
  }
}

/**
 * The corporation moves house: none of the old members is one of the new. Payments go on meanwhile.
 *
 * Every day from `seed` on is tried until one is found on which Bandra leads.
 */
export const bmcMove: Scenario<MoveOptions, WardLog, MoveSummary> = {
  name: "bmc-move",
  title: "The corporation moves house",
  defaults: {
    seed: 1,
    way: "directly",
    window: 4,
    every: milliseconds(10),
    deaths: null,
    length: seconds(2.5),
  },
  run(changes = {}) {
    const options = { ...bmcMove.defaults, ...changes };
    const seed = dayOfBandra(options);
    const run = play({ ...options, seed }, begin + options.length);
    return {
      title: `${bmcMove.title}, ${options.way} (seed ${seed})`,
      trace: run.trace,
      summary: summariseMove(run, { begin, steps: stepsOf(options.way).length, lateClient }),
      groupOf: (node) => movers[node] as string,
      run,
    };
  },
};

function dayOfBandra(options: MoveOptions): number {
  const { seed: first } = options;
  for (let seed = first; seed < first + 100; seed++) {
    const { states } = play({ ...options, seed }, begin - 1);
    if (states[bandra]?.role.kind === "leading") return seed;
  }
  throw new RangeError(`On 100 days from seed ${first} on, Bandra never leads.`);
}

function play(options: MoveOptions, untilTime: Time): Run<WardLog> {
  const { seed, window, way, length } = options;
  const steps = stepsOf(way);
  return simulate<WardLog>({
    protocol: multiPaxos({
      quorums: majority(oldHouse),
      service: wardLedger,
      window,
    }),
    nodes: movers,
    seed,
    network: tenMilliseconds,
    schedule: [
      ask(begin - milliseconds(100), bandra, treasurer),
      ...payments(options),
      { at: begin, action: { kind: "request", node: bandra, request: wish(steps, 0) } },
      ...deaths(options),
      ...newHouse.map((node) => ask(begin + length - milliseconds(500), node, lateClient(node))),
    ],
    clients: (decided) => nextStep(decided, steps),
    properties: wardLogSafety(),
    untilTime,
  });
}

const tenMilliseconds: Network = {
  latency: { kind: "constant", latency: milliseconds(10) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

/** Opens the fund. Each payment is some other client's. */
const treasurer = 0;
/** Each ward of the new house has one, who asks for a payment long after the move. */
const lateClient = (node: NodeId): number => 10_000 + node;

const wish = (steps: readonly Membership[], nth: number): Reconfigure => ({
  kind: "reconfigure",
  number: nth + 1,
  membership: steps[nth]!,
});

/** The administrator wants the next configuration as soon as one is in the log, at every ward that says so. */
function nextStep({ at, node, decision }: Decided<WardLog>, steps: readonly Membership[]) {
  if (decision.kind !== "reconfigured" || decision.number >= steps.length) return [];
  const request = wish(steps, decision.number);
  return [{ at, action: { kind: "request" as const, node, request } }];
}

function payments({ every, length }: MoveOptions): readonly Scheduled<WardLog>[] {
  if (every === null) return [];
  const count = Math.floor((length - milliseconds(600)) / every);
  return Array.from({ length: count }, (_, nth) =>
    [bandra, dadar].map((node) => ask(begin - milliseconds(50) + nth * every, node, nth + 1)),
  ).flat();
}

function ask(at: Time, node: NodeId, client: number): Scheduled<WardLog> {
  const command = client === treasurer ? openFund(1_000) : pay(1);
  return { at, action: { kind: "request", node, request: order(client, command) } };
}

function deaths({ deaths }: MoveOptions): readonly Scheduled<WardLog>[] {
  if (deaths === null) return [];
  return deaths.nodes.map((node) => ({
    at: begin + deaths.after,
    action: { kind: "crash", node },
  }));
}
