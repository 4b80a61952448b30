import { majority, milliseconds, nodes, type Duration, type NodeId, type Time } from "../../core/index.ts";
import { randomisedBackoff, singleDecree, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { simulate } from "../../sim/index.ts";
import { singleDecreeSafety } from "../safety.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { drains, pumps } from "./proposals.ts";
import { summarise, type MeetingSummary } from "./summary.ts";

/** Five wards whose representatives meet as a committee: few enough to draw every message. */
export const committee = ["Bandra", "Kurla", "Andheri", "Dadar", "Colaba"] as const;

export interface TakeoverOptions extends SeededOptions {
  /**
   * To how many of the other four Bandra has sent its accept request when it dies, first Kurla, then Andheri,
   * Dadar and Colaba: 0 is a death right after phase 1; with 3, a majority of the five, the value will be
   * chosen although its proposer never hears of it.
   */
  readonly acceptsSent: number;
  /** Who takes over, with a proposal of its own: 1 (Kurla) to 4 (Colaba). */
  readonly successor: NodeId;
  readonly takeoverAt: Time;
  readonly latency: { readonly min: Duration; readonly max: Duration };
}

const bandra = 0;

/** Bandra's representative dies between the two phases, and another ward's, by default Kurla's, carries on. */
export const bmcTakeover: Scenario<TakeoverOptions, SingleDecree<string>, MeetingSummary> = {
  name: "bmc-takeover",
  title: "Bandra dies after phase 1, Kurla carries on",
  defaults: {
    seed: 7,
    acceptsSent: 0,
    successor: 1,
    takeoverAt: milliseconds(60),
    latency: { min: milliseconds(5), max: milliseconds(15) },
  },
  run(changes = {}) {
    const options = { ...bmcTakeover.defaults, ...changes };
    const { acceptsSent, successor, takeoverAt, latency } = options;
    if (!Number.isInteger(acceptsSent) || acceptsSent < 0 || acceptsSent >= committee.length) {
      throw new RangeError(`acceptsSent must be a whole number from 0 to 4; got ${acceptsSent}.`);
    }
    if (!Number.isInteger(successor) || successor <= bandra || successor >= committee.length) {
      throw new RangeError(`successor must be a ward from 1 (Kurla) to 4 (Colaba); got ${successor}.`);
    }
    const members = nodes(committee.length);
    const quorums = majority(members);
    const run = simulate<SingleDecree<string>>({
      protocol: singleDecree<string>({ quorums, retry: randomisedBackoff({ roundTrip: 2 * latency.max }) }),
      nodes: committee,
      seed: options.seed,
      network: { latency: { kind: "uniform", ...latency }, loss: 0, duplication: 0, ordering: "any" },
      schedule: [
        { at: 0, action: { kind: "request", node: bandra, request: { kind: "propose", value: drains } } },
        {
          at: takeoverAt,
          action: { kind: "request", node: successor, request: { kind: "propose", value: pumps } },
        },
      ],
      crashBefore: [
        {
          node: bandra,
          // What Bandra would tell itself dies with it, so it does not count.
          effect: (effect) =>
            effect.kind === "send" && effect.message.kind === "accept" && effect.to !== bandra,
          nth: acceptsSent + 1,
        },
      ],
      properties: singleDecreeSafety(quorums),
    });
    return {
      title: bmcTakeover.title,
      trace: run.trace,
      summary: summarise(run, quorums),
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};
