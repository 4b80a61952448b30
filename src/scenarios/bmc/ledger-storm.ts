import { majority, nodes, seconds } from "../../core/index.ts";
import { multiPaxos } from "../../protocols/multi-paxos/index.ts";
import { wardLedger } from "../../protocols/services/index.ts";
import { drawStorm, weather } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { stormyPayments, stuckIn } from "./stormy-payments.ts";
import { committee } from "./takeover.ts";
import { summariseLog, wardLogSafety, type LogSummary, type WardLog, type WardRules } from "./ward-log.ts";

export interface LedgerStormOptions extends SeededOptions {
  /** How many of the five wards keep the book: 3, 4 or 5. */
  readonly members: number;
  /** Other code for some rules of the protocol, to see whether it weathers the storm. */
  readonly rules: WardRules;
}

export interface LedgerStormSummary extends LogSummary {
  /** Wards that are up in the end and have not served the client that came after the storm. */
  readonly stuck: readonly string[];
}

/**
 * A monsoon night of payments: messages are lost, doubled, overtaken and late, wards crash in the middle of a step,
 * stand still and are cut off; leaders change. Clients ask again, at any ward. After it each ward is asked
 * once more, and must serve. Slots hold one command and snapshots are frequent, so that much happens in a short night.
 */
export const bmcLedgerStorm: Scenario<LedgerStormOptions, WardLog, LedgerStormSummary> = {
  name: "bmc-ledger-storm",
  title: "A monsoon night of payments",
  defaults: { seed: 1, members: 3, rules: {} },
  run(changes = {}) {
    const { seed, members, rules } = { ...bmcLedgerStorm.defaults, ...changes };
    if (!Number.isInteger(members) || members < 3 || members > committee.length) {
      throw new RangeError(`members must be a whole number from 3 to ${committee.length}; got ${members}.`);
    }
    const protocol = multiPaxos({
      quorums: majority(nodes(members)),
      service: wardLedger,
      batch: { size: 1 },
      window: 4,
      snapshotEvery: 5,
      rules,
    });
    const vessel = { protocol, properties: wardLogSafety(), untilTime: seconds(15) };
    const run = weather<WardLog>(vessel, drawStorm(stormyPayments(committee.slice(0, members)), seed));
    return {
      title: `${bmcLedgerStorm.title} (seed ${seed})`,
      trace: run.trace,
      summary: { ...summariseLog(run), stuck: stuckIn(run).map((node) => committee[node] as string) },
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};
