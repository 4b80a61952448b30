import { majority, milliseconds, nodes, type NodeId, type Time } from "../../core/index.ts";
import { multiPaxos } from "../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../protocols/services/index.ts";
import { simulate, type Network, type Run, type Scheduled } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { committee } from "./takeover.ts";
import {
  openFund,
  order,
  pay,
  summariseLog,
  wardLogSafety,
  type LogSummary,
  type WardLog,
  type WardRules,
} from "./ward-log.ts";

export interface CutOffOptions extends SeededOptions {
  /** Other code for some rules of the protocol, to see whether the book survives the evening. */
  readonly rules: WardRules;
  /** Whether the client whose payment stands in slot 4 asks again, in Dadar, while nobody leads. */
  readonly asksAgain: boolean;
  /** How long the story is told. */
  readonly until: Time;
}

const [bandra, kurla, andheri, dadar, colaba] = [0, 1, 2, 3, 4] as const;

/** The moments of the evening, in virtual time. */
export const cutOffMoments = {
  /** The first payment is on its way everywhere. */
  begin: milliseconds(500),
  /** Bandra is cut off from all others… */
  flood: milliseconds(605),
  /** …until now. */
  ebb: milliseconds(1055),
  end: milliseconds(1400),
} as const;

/**
 * Bandra leads, and is cut off with payments in the middle of its window:
 *
 * - slots 0 and 1 are applied everywhere;
 * - slot 2 is chosen, Bandra alone knows, and has told its client;
 * - slot 3 has reached nobody but Bandra: the gap;
 * - slot 4 has been accepted by three of five: it is chosen, and nobody knows;
 * - slot 5 has reached nobody.
 *
 * Somebody else takes over, is asked for a payment in Dadar, and at last Bandra comes back.
 *
 * Every evening from `seed` on is tried until one is found on which Bandra leads first and one other ward after it.
 */
export const bmcCutOff: Scenario<CutOffOptions, WardLog, LogSummary> = {
  name: "bmc-cut-off",
  title: "Bandra leads, and is cut off with payments under way",
  defaults: { seed: 1, rules: {}, asksAgain: false, until: cutOffMoments.end },
  run(changes = {}) {
    const options = { ...bmcCutOff.defaults, ...changes };
    const seed = seedOfTwoLeaders(options);
    const run = play({ ...options, seed });
    return {
      title: `${bmcCutOff.title} (seed ${seed})`,
      trace: run.trace,
      summary: summariseLog(run),
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

/** With the rules as they are; other rules change nothing before the second leader is elected. */
function seedOfTwoLeaders({ seed: first, asksAgain }: CutOffOptions): number {
  for (let seed = first; seed < first + 500; seed++) {
    const { ballotsLed } = summariseLog(play({ ...bmcCutOff.defaults, asksAgain, seed }));
    if (ballotsLed.length === 2 && ballotsLed[0] === `1.${bandra}`) return seed;
  }
  throw new RangeError(
    `In 500 evenings from seed ${first} on, Bandra never leads first, and one ward after it.`,
  );
}

function play({ seed, rules, asksAgain, until }: CutOffOptions): Run<WardLog> {
  return simulate<WardLog>({
    protocol: multiPaxos({
      quorums: majority(nodes(committee.length)),
      service: wardLedger,
      batch: { size: 1 },
      rules,
    }),
    nodes: committee,
    seed,
    network: tenMilliseconds,
    schedule: [...payments, ...lines, ...(asksAgain ? [again] : [])],
    properties: wardLogSafety(),
    untilTime: until,
  });
}

/** With the same latency everywhere, it is known when each message arrives. */
const tenMilliseconds: Network = {
  latency: { kind: "constant", latency: milliseconds(10) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

const ask = (at: number, node: NodeId, client: number, command: LedgerCommand): Scheduled<WardLog> => ({
  at: milliseconds(at),
  action: { kind: "request", node, request: order(client, command) },
});

const payments: readonly Scheduled<WardLog>[] = [
  ask(500, bandra, 0, openFund(500)),
  ask(540, bandra, 1, pay(120)),
  ask(580, bandra, 2, pay(80)),
  ask(592, bandra, 3, pay(60)),
  ask(594, bandra, 4, pay(150)),
  ask(610, bandra, 5, pay(200)),
  ask(985, dadar, 6, pay(90)),
];

const again = ask(700, dadar, 4, pay(150));

const lines: readonly Scheduled<WardLog>[] = [
  cut(591, "to the far wards", [dadar, colaba]),
  cut(591, "to the near wards", [kurla, andheri]),
  { at: milliseconds(593), action: { kind: "heal", label: "to the near wards" } },
  // What Bandra says from here on is lost, and so is what is still on its way: that slot 2 is chosen.
  {
    at: cutOffMoments.flood,
    action: { kind: "partition", label: "flood", groups: [[bandra], [kurla, andheri, dadar, colaba]] },
  },
  { at: cutOffMoments.ebb, action: { kind: "heal", label: "to the far wards" } },
  { at: cutOffMoments.ebb, action: { kind: "heal", label: "flood" } },
];

function cut(at: number, label: string, to: readonly NodeId[]): Scheduled<WardLog> {
  return { at: milliseconds(at), action: { kind: "cut", label, from: [bandra], to } };
}
