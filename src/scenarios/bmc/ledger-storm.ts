import {
  majority,
  milliseconds,
  nodes,
  seconds,
  type NodeId,
  type Random,
  type Time,
} from "../../core/index.ts";
import { multiPaxos } from "../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../protocols/services/index.ts";
import { drawStorm, weather, type Run, type Scheduled, type StormProfile } from "../../sim/index.ts";
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
    const run = weather<WardLog>(vessel, drawStorm(payments(committee.slice(0, members)), seed));
    return {
      title: `${bmcLedgerStorm.title} (seed ${seed})`,
      trace: run.trace,
      summary: { ...summariseLog(run), stuck: stuck(run) },
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

/**
 * Four clients, each with a few commands. A client goes on to its next one after a while, answered or not; until then
 * it may ask again, anywhere. In every other storm all ask at one ward at once, as waves that leave several slots
 * unfinished when they break.
 */
const payments = (wards: readonly string[]): StormProfile<WardLog> => ({
  nodes: wards,
  // A leader's first dozen messages are its election: strikes must reach beyond it.
  strikesAmong: 60,
  lengths: [milliseconds(600), seconds(1), seconds(2)],
  requests: (everybody, calm, random) => {
    const commands = random.integer(2, 7);
    const pause = Math.floor((calm + milliseconds(500)) / commands);
    const comesInWaves = random.chance(0.5);
    return Array.from({ length: commands }, (_, sequence) => {
      const draw = (): Visit => ({ at: random.integer(0, pause - 1), node: random.pick(everybody) });
      const wave = draw();
      return [0, 1, 2, 3].flatMap((client) => {
        const request = order(client, drawCommand(random), sequence);
        const again = Array.from({ length: random.pick([0, 0, 1, 2]) }, draw);
        return [comesInWaves ? wave : draw(), ...again].map(({ at, node }): Scheduled<WardLog> => ({
          at: sequence * pause + at,
          action: { kind: "request", node, request },
        }));
      });
    }).flat();
  },
  late: (node) => order(lateClient(node), { kind: "total" }),
});

/** When and where a client asks. */
interface Visit {
  readonly at: Time;
  readonly node: NodeId;
}

function drawCommand(random: Random): LedgerCommand {
  const crore = random.integer(1, 9) * 10;
  return random.pick([openFund(500), pay(crore), pay(crore), { kind: "balance", account: "fund" } as const]);
}

/** Each ward has a late client of its own. */
const lateClient = (node: NodeId): number => 100 + node;

function stuck({ states, decisions }: Run<WardLog>): readonly string[] {
  const served = new Set(
    decisions.map(({ decision }) => (decision.kind === "answered" ? decision.client : null)),
  );
  return states.flatMap((state, node) =>
    state === null || served.has(lateClient(node)) ? [] : [committee[node] as string],
  );
}
