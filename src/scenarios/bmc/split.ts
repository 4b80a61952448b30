import {
  majority,
  milliseconds,
  minutes,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { randomisedBackoff, singleDecree, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { simulate } from "../../sim/index.ts";
import { singleDecreeSafety } from "../safety.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { monsoonNetwork } from "./meeting.ts";
import { drains, pumps } from "./proposals.ts";
import { summarise, type MeetingSummary } from "./summary.ts";
import { corporatorCount, corporatorNames, corporators, wardOf } from "./wards.ts";

export interface SplitOptions extends SeededOptions {
  /** How many of the 227 are on the first side; the rest are on the other. */
  readonly firstSide: number;
  /** When the two sides hear each other again. */
  readonly healAt: Time;
  readonly medianLatency: Duration;
}

export interface SplitSummary extends MeetingSummary {
  /** Who knew a decision at the moment before the network healed. */
  readonly beforeHealing: { readonly firstSide: number; readonly secondSide: number };
}

/** The corporation falls in two halves that cannot hear each other; each half has a proposal. */
export const bmcSplit: Scenario<SplitOptions, SingleDecree<string>, SplitSummary> = {
  name: "bmc-split",
  title: "114 corporators can decide, 113 cannot",
  defaults: { seed: 114, firstSide: 114, healAt: seconds(30), medianLatency: milliseconds(80) },
  run(changes = {}) {
    const options = { ...bmcSplit.defaults, ...changes };
    const { firstSide, healAt, medianLatency } = options;
    if (!Number.isInteger(firstSide) || firstSide < 1 || firstSide >= corporatorCount) {
      throw new RangeError(
        `firstSide must be a whole number from 1 to ${corporatorCount - 1}; got ${firstSide}.`,
      );
    }
    const [left, right] = [corporators.slice(0, firstSide), corporators.slice(firstSide)];
    const speakers = [left[0] as NodeId, right[0] as NodeId];
    const quorums = majority(corporators);
    const label = `${left.length} | ${right.length}`;
    const run = simulate<SingleDecree<string>>({
      protocol: singleDecree<string>({
        quorums,
        learners: speakers,
        audience: corporators,
        retry: randomisedBackoff({ roundTrip: 6 * medianLatency, cap: seconds(5) }),
      }),
      nodes: corporatorNames,
      seed: options.seed,
      network: monsoonNetwork({ medianLatency, loss: 0 }),
      schedule: [
        { at: 0, action: { kind: "partition", label, groups: [left, right] } },
        { at: healAt, action: { kind: "heal", label } },
        ...speakers.map((node, side) => ({
          at: milliseconds(10),
          action: {
            kind: "request" as const,
            node,
            request: { kind: "propose" as const, value: side === 0 ? drains : pumps },
          },
        })),
      ],
      properties: singleDecreeSafety(quorums),
      untilTime: healAt + minutes(2),
    });
    const early = run.decisions.filter(({ at }) => at < healAt);
    const inFirst = early.filter(({ node }) => node < firstSide).length;
    return {
      title: `${left.length} corporators on one side, ${right.length} on the other`,
      trace: run.trace,
      summary: {
        ...summarise(run, quorums),
        beforeHealing: { firstSide: inFirst, secondSide: early.length - inFirst },
      },
      groupOf: wardOf,
      run,
    };
  },
};
