import { majority, milliseconds, nodes, type NodeId } from "../../core/index.ts";
import { multiPaxos, type Read } from "../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../protocols/services/index.ts";
import { simulate, type Network, type Run, type Scheduled } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { summariseReads, type ReadSummary } from "./read-summary.ts";
import { leaseSpansIn, type LeaseSpans, type LeaseTerms } from "../reads/lease-spans.ts";
import { committee } from "./takeover.ts";
import { openFund, order, pay, wardLogSafety, type WardLog, type WardRules } from "./ward-log.ts";

export interface StaleReadOptions extends SeededOptions {
  /** How fast the clock of Bandra's node runs; 1 is right. */
  readonly bandraClock: number;
  /** By what fraction the wards believe that a clock may be wrong. */
  readonly clockDrift: number;
  /** How people ask what is left of the fund. */
  readonly by: Read<LedgerCommand>["by"];
  /** Other code for some rules of the protocol. */
  readonly rules: WardRules;
}

export type StaleReadSummary = ReadSummary & LeaseSpans;

const [bandra, kurla] = [0, 1] as const;
const others = [1, 2, 3, 4];
const quorums = majority(nodes(committee.length));
/** For so long, by their own clocks, the others are loyal to a silent leader. */
const patience = milliseconds(200);

/** The moments of the afternoon, in virtual time. */
export const staleReadMoments = {
  /** The other wards come late: by then Bandra wants to lead. */
  opening: milliseconds(1_200),
  begin: milliseconds(1_400),
  /** Bandra is cut off from all others… */
  flood: milliseconds(1_700),
  /** …until now. */
  ebb: milliseconds(2_500),
  end: milliseconds(2_800),
} as const;

/**
 * Bandra leads, with a clock that is slower than the wards believe a clock can be, and is cut off. The others wait for as
 * long as they have promised, elect Kurla, and pay out of the fund; meanwhile Bandra's node, by whose clock its lease
 * goes on, still tells people what was in the fund before.
 *
 * Every afternoon from `seed` on is tried until one is found on which it is Kurla that is elected.
 */
export const bmcStaleRead: Scenario<StaleReadOptions, WardLog, StaleReadSummary> = {
  name: "bmc-stale-read",
  title: "Bandra's clock is slow: it answers for the fund after Kurla has been elected",
  defaults: { seed: 1, bandraClock: 0.4, clockDrift: 0.05, by: "lease", rules: {} },
  run(changes = {}) {
    const options = { ...bmcStaleRead.defaults, ...changes };
    const { seed, run, summary } = afternoonOfKurla(options);
    return {
      title: `${bmcStaleRead.title} (seed ${seed})`,
      trace: run.trace,
      summary: { ...summary, ...leaseSpansIn(run, termsOf(options)) },
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

/** What the wards believe, and what their clocks do. */
function termsOf({ bandraClock, clockDrift }: StaleReadOptions): LeaseTerms {
  return { quorums, patience, clockDrift, clockRates: [bandraClock] };
}

interface Afternoon {
  readonly seed: number;
  readonly run: Run<WardLog>;
  readonly summary: ReadSummary;
}

function afternoonOfKurla(options: StaleReadOptions): Afternoon {
  const { seed: first } = options;
  for (let seed = first; seed < first + 100; seed++) {
    const run = play({ ...options, seed });
    const summary = summariseReads(run, options.by);
    const [one, other] = summary.reigns;
    if (one?.node === bandra && other?.node === kurla) return { seed, run, summary };
  }
  throw new RangeError(`In 100 afternoons from seed ${first} on, Kurla is never elected after Bandra.`);
}

function play({ seed, bandraClock, clockDrift, by, rules }: StaleReadOptions): Run<WardLog> {
  return simulate<WardLog>({
    protocol: multiPaxos({
      quorums,
      service: wardLedger,
      timing: { patience },
      clockDrift,
      rules,
    }),
    nodes: committee,
    seed,
    network: fiveMilliseconds,
    clockRates: [bandraClock],
    schedule: [...lateness, ...payments, ...questions(by), ...flood],
    properties: wardLogSafety(),
    untilTime: staleReadMoments.end,
  });
}

const fiveMilliseconds: Network = {
  latency: { kind: "constant", latency: milliseconds(5) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

/** Whatever comes for them meanwhile, they find when they come. */
const lateness: readonly Scheduled<WardLog>[] = others.flatMap((node) => [
  { at: 0, action: { kind: "pause", node } },
  { at: staleReadMoments.opening, action: { kind: "resume", node } },
]);

const treasurer = 1;

/** Fifty crore, of which five go out every now and then, in Kurla. None is asked for while nobody leads. */
const payments: readonly Scheduled<WardLog>[] = [1_400, 1_500, 1_600, 1_920, 1_970, 2_020, 2_300].map(
  (at, sequence) => {
    const command = sequence === 0 ? openFund(50) : pay(5);
    return {
      at: milliseconds(at),
      action: { kind: "request", node: kurla, request: order(treasurer, command, sequence) },
    };
  },
);

/** In both wards somebody asks over and over what is left. */
function questions(by: StaleReadOptions["by"]): readonly Scheduled<WardLog>[] {
  const from = staleReadMoments.begin + milliseconds(50);
  const every = milliseconds(20);
  const count = Math.floor((staleReadMoments.end - milliseconds(50) - from) / every);
  return [bandra, kurla].flatMap((node) =>
    Array.from({ length: count }, (_, sequence): Scheduled<WardLog> => {
      const command: LedgerCommand = { kind: "balance", account: "fund" };
      const request: Read<LedgerCommand> = { kind: "read", client: readerAt(node), sequence, command, by };
      return { at: from + sequence * every, action: { kind: "request", node, request } };
    }),
  );
}

const readerAt = (node: NodeId): number => 10 + node;

const flood: readonly Scheduled<WardLog>[] = [
  {
    at: staleReadMoments.flood,
    action: { kind: "partition", label: "flood", groups: [[bandra], others] },
  },
  { at: staleReadMoments.ebb, action: { kind: "heal", label: "flood" } },
];
