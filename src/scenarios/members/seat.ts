import { majority, milliseconds, type NodeId } from "../../core/index.ts";
import { multiPaxos, type Reconfigure } from "../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../protocols/services/index.ts";
import { simulate, type Network, type Run, type Scheduled } from "../../sim/index.ts";
import { committee } from "../bmc/takeover.ts";
import {
  openFund,
  order,
  pay,
  summariseLog,
  wardLogSafety,
  type LogSummary,
  type WardLog,
  type WardRules,
} from "../bmc/ward-log.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";

export interface SeatOptions extends SeededOptions {
  /** How many slots may be under way at once. */
  readonly window: number;
  /** How many payments are under way together with the reconfiguration, in the slots right after it. */
  readonly payments: number;
  /** Other code for some rules of the protocol. */
  readonly rules: WardRules;
}

const [bandra, kurla, andheri, dadar] = [0, 1, 2, 3] as const;

/** The moments of the evening, in virtual time. */
export const seatMoments = {
  /** The fund is opened, in slot 0. */
  opening: milliseconds(600),
  /** Dadar is to take Andheri's seat: slot 1. Some payments are asked for at the same time. */
  wish: milliseconds(700),
  /** From here on nothing that Bandra says reaches Kurla and Andheri. */
  cut: milliseconds(712),
  /** Bandra is asked for one more payment. */
  payment: milliseconds(760),
  /** Bandra is cut off from all others… */
  flood: milliseconds(805),
  /** …and Kurla, which has come to lead by then, is asked for a payment of its own. */
  rival: milliseconds(860),
  /** Bandra is back. */
  ebb: milliseconds(1_400),
  end: milliseconds(2_000),
} as const;

/** The corporation before and after, in nodes. */
export const seatMembers = { before: [bandra, kurla, andheri], after: [bandra, kurla, dadar] } as const;

/**
 * Bandra, Kurla and Andheri keep the book, Bandra leads, and Dadar is to take Andheri's seat. While that is decided,
 * the lines fail: Kurla and Andheri have accepted the reconfiguration and the payments beside it, and do not hear that
 * any of it is chosen. Bandra and Dadar, two of the new three, go on. Then Bandra is cut off altogether, and Kurla takes over
 * with Andheri, two of the old three.
 *
 * Every evening from `seed` on is tried until one is found on which Bandra leads first and Kurla after it. (Rules under
 * which Dadar is a member at once may have it lead instead.)
 */
export const bmcSeat: Scenario<SeatOptions, WardLog, LogSummary> = {
  name: "bmc-seat",
  title: "Dadar takes Andheri's seat while payments are under way",
  defaults: { seed: 1, window: 4, payments: 2, rules: {} },
  run(changes = {}) {
    const options = { ...bmcSeat.defaults, ...changes };
    const seed = seedOfKurla(options);
    const run = play({ ...options, seed });
    return {
      title: `${bmcSeat.title} (seed ${seed})`,
      trace: run.trace,
      summary: summariseLog(run),
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

/** Both with the rules as they are and with these, so that it is the same evening; if there is none, with the former. */
function seedOfKurla(options: SeatOptions): number {
  const { seed: first, rules } = options;
  const isKurla = (rules: WardRules, seed: number): boolean => {
    const [one, other] = summariseLog(play({ ...options, rules, seed })).ballotsLed;
    return one === `1.${bandra}` && other === `2.${kurla}`;
  };
  let fallback: number | null = null;
  for (let seed = first; seed < first + 100; seed++) {
    if (!isKurla({}, seed)) continue;
    if (isKurla(rules, seed)) return seed;
    fallback ??= seed;
  }
  if (fallback !== null) return fallback;
  throw new RangeError(`In 100 evenings from seed ${first} on, Kurla never leads right after Bandra.`);
}

function play({ seed, window, payments, rules }: SeatOptions): Run<WardLog> {
  return simulate<WardLog>({
    protocol: multiPaxos({
      quorums: majority(seatMembers.before),
      service: wardLedger,
      batch: { size: 1 },
      window,
      rules,
    }),
    nodes: committee.slice(0, 4),
    seed,
    network: tenMilliseconds,
    schedule: [...requests(payments), ...lines],
    properties: wardLogSafety(),
    untilTime: seatMoments.end,
  });
}

const tenMilliseconds: Network = {
  latency: { kind: "constant", latency: milliseconds(10) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

const swap: Reconfigure = {
  kind: "reconfigure",
  number: 1,
  membership: { kind: "majority", nodes: seatMembers.after },
};

function requests(payments: number): readonly Scheduled<WardLog>[] {
  const { opening, wish, payment, rival } = seatMoments;
  const ask = (at: number, node: NodeId, client: number, command: LedgerCommand): Scheduled<WardLog> => ({
    at,
    action: { kind: "request", node, request: order(client, command) },
  });
  return [
    ask(opening, bandra, 0, openFund(500)),
    { at: wish, action: { kind: "request", node: bandra, request: swap } },
    ...Array.from({ length: payments }, (_, nth) => ask(wish + 1, bandra, 10 + nth, pay(10 * (nth + 1)))),
    ask(payment, bandra, 1, pay(120)),
    ask(rival, kurla, 2, pay(80)),
  ];
}

const lines: readonly Scheduled<WardLog>[] = [
  { at: seatMoments.cut, action: { kind: "cut", label: "deaf", from: [bandra], to: [kurla, andheri] } },
  {
    at: seatMoments.flood,
    action: { kind: "partition", label: "flood", groups: [[bandra], [kurla, andheri, dadar]] },
  },
  { at: seatMoments.ebb, action: { kind: "heal", label: "deaf" } },
  { at: seatMoments.ebb, action: { kind: "heal", label: "flood" } },
];
