import {
  majority,
  milliseconds,
  nodes,
  seconds,
  type NodeId,
  type Random,
  type Time,
} from "../../core/index.ts";
import { multiPaxos, type Read } from "../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../protocols/services/index.ts";
import { drawStorm, weather, type Network, type Run, type Scheduled, type Storm } from "../../sim/index.ts";
import { committee } from "../bmc/takeover.ts";
import { problemIn } from "../bmc/verdict.ts";
import { openFund, order, pay, wardLogSafety, type WardLog, type WardRules } from "../bmc/ward-log.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { besieged } from "./siege.ts";

export interface ReadStormOptions extends SeededOptions {
  /** By what fraction the clocks may be wrong, and as the wards believe. */
  readonly clockDrift: number;
  /** Other code for some rules of the protocol. */
  readonly rules: WardRules;
}

export interface ReadStormSummary {
  /** What was wrong: a property that broke, or answers that no order explains; null if nothing was. */
  readonly problem: string | null;
  /** How many reads were answered by a leader, or with its help, by its lease. */
  readonly byLease: number;
}

const members = committee.slice(0, 3);

/** Short, so that leaders often change and leases often end. */
const timing = {
  heartbeat: milliseconds(25),
  patience: milliseconds(150),
  spread: milliseconds(10),
  retry: milliseconds(100),
};

/**
 * A night on which the clocks are as wrong as they may be. In every ward somebody asks over and over what is left of the
 * fund, by the leader's lease, while others pay out of it. In every other storm it is a leader with the slowest
 * clock there may be that has to suffer, among others with the fastest.
 */
export const bmcReadStorm: Scenario<ReadStormOptions, WardLog, ReadStormSummary> = {
  name: "bmc-read-storm",
  title: "A monsoon night of questions, by clocks that are wrong",
  defaults: { seed: 1, clockDrift: 0.3, rules: {} },
  run(changes = {}) {
    const { seed, clockDrift, rules } = { ...bmcReadStorm.defaults, ...changes };
    const protocol = multiPaxos({
      quorums: majority(nodes(members.length)),
      service: wardLedger,
      batch: { size: 1 },
      window: 4,
      snapshotEvery: 5,
      timing,
      clockDrift,
      rules,
    });
    const run = weather<WardLog>(
      { protocol, properties: wardLogSafety(), untilTime: seconds(2) },
      drawReadStorm(clockDrift, seed),
    );
    return {
      title: `${bmcReadStorm.title} (seed ${seed})`,
      trace: run.trace,
      summary: { problem: problemIn(run), byLease: leaseReadsIn(run) },
      groupOf: (node) => members[node] as string,
      run,
    };
  },
};

const bandra = 0;
const begin = milliseconds(300);

/** Quick and not reliable, so that much happens in a lease's time. */
const hasty: Network = {
  latency: { kind: "log-normal", median: milliseconds(4), sigma: 1 },
  loss: 0.05,
  duplication: 0.1,
  ordering: "any",
};

function drawReadStorm(clockDrift: number, seed: number): Storm<WardLog> {
  const isSiege = seed % 2 === 0;
  const storm = drawStorm<WardLog>(
    {
      nodes: members,
      network: hasty,
      clockDrift,
      faults: isSiege ? noFaults : { crashes: 3, pauses: 2, partitions: 3, cuts: 2 },
      strikes: isSiege ? 0 : 3,
      strikesAmong: 60,
      lengths: [700, 1_000].map(milliseconds),
      wakeUps: [milliseconds(500)],
      requests: (everybody, calm, random) => [
        ...requests(everybody, calm, random),
        ...(isSiege ? besieged<WardLog>(bandra, everybody, { from: begin, until: calm }, random) : []),
      ],
    },
    seed,
  );
  if (!isSiege) return storm;
  const clockRates = storm.clockRates.map((_, node) => (node === bandra ? 1 - clockDrift : 1 + clockDrift));
  return { ...storm, clockRates };
}

const noFaults = { crashes: 0, pauses: 0, partitions: 0, cuts: 0 };

function requests(everybody: readonly NodeId[], calm: Time, random: Random): readonly Scheduled<WardLog>[] {
  return [
    ...everybody.flatMap((node) => questions(node, calm, random)),
    ...[0, 1].flatMap((client) => payments(client, everybody, calm, random)),
  ];
}

/** Somebody who stays in a ward, and asks over and over what is left. */
function questions(node: NodeId, calm: Time, random: Random): readonly Scheduled<WardLog>[] {
  return moments(calm, milliseconds(20), random).map((at, sequence) => {
    const command: LedgerCommand = { kind: "balance", account: "fund" };
    const request: Read<LedgerCommand> = { kind: "read", client: 10 + node, sequence, command, by: "lease" };
    return { at, action: { kind: "request", node, request } };
  });
}

/**
 * One who asks all wards for the same, for what is never answered tells little about the order of things. All payments are
 * alike, so that those of which nobody knows how they ended may change places, which spares the checker most orders.
 */
function payments(
  client: number,
  everybody: readonly NodeId[],
  calm: Time,
  random: Random,
): readonly Scheduled<WardLog>[] {
  return moments(calm, milliseconds(70), random).flatMap((at, sequence) => {
    const command = client === 0 && sequence === 0 ? openFund(500) : pay(1);
    return everybody.map((node): Scheduled<WardLog> => {
      const request = order(client, command, sequence);
      return { at: at + random.integer(0, milliseconds(10)), action: { kind: "request", node, request } };
    });
  });
}

function moments(calm: Time, every: Time, random: Random): readonly Time[] {
  const count = Math.floor((calm + milliseconds(200) - begin) / every);
  return Array.from({ length: count }, (_, nth) => begin + nth * every + random.integer(0, every - 1));
}

function leaseReadsIn({ decisions }: Run<WardLog>): number {
  return decisions.filter(({ decision }) => decision.kind === "read" && decision.by === "lease").length;
}
