import { majority, nodes, seconds } from "../../core/index.ts";
import { multiPaxos } from "../../protocols/multi-paxos/index.ts";
import { wardLedger } from "../../protocols/services/index.ts";
import { drawStorm, planned, weather, type Run } from "../../sim/index.ts";
import { stormyPayments, stuckIn } from "../bmc/stormy-payments.ts";
import { committee } from "../bmc/takeover.ts";
import { problemIn } from "../bmc/verdict.ts";
import {
  summariseLog,
  wardLogSafety,
  type LogSummary,
  type WardLog,
  type WardRules,
} from "../bmc/ward-log.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { drawMoves } from "./moves.ts";

export interface MovingStormOptions extends SeededOptions {
  /** Other code for some rules of the protocol, to see whether it weathers the storm. */
  readonly rules: WardRules;
}

export interface MovingStormSummary extends LogSummary {
  /** Wards that are up in the end and have not served the client that came after the storm. */
  readonly stuck: readonly string[];
  /** How many configurations were put into the log. */
  readonly configurations: number;
  /** What was wrong: a property that broke, or answers that no order explains; null if nothing was. */
  readonly problem: string | null;
}

/**
 * A monsoon night of payments in which wards come and go: five wards, of which three are members at first. Slots hold
 * one command, three may be under way, and snapshots are frequent, so that much happens in a short night.
 */
export const bmcMovingStorm: Scenario<MovingStormOptions, WardLog, MovingStormSummary> = {
  name: "bmc-moving-storm",
  title: "A monsoon night in which wards come and go",
  defaults: { seed: 1, rules: {} },
  run(changes = {}) {
    const { seed, rules } = { ...bmcMovingStorm.defaults, ...changes };
    const protocol = multiPaxos({
      quorums: majority(nodes(3)),
      service: wardLedger,
      batch: { size: 1 },
      window: 3,
      snapshotEvery: 5,
      rules,
    });
    const storm = drawStorm({ ...stormyPayments(committee), wakeUps: [1, 2, 3, 4].map(seconds) }, seed);
    const options = { everybody: nodes(committee.length), first: nodes(3), span: seconds(2) };
    const moves = planned(drawMoves<WardLog>(options, seed));
    const run = weather<WardLog>(
      { protocol, properties: wardLogSafety(), untilTime: seconds(8) },
      { ...storm, happenings: [...storm.happenings, ...moves] },
    );
    return {
      title: `${bmcMovingStorm.title} (seed ${seed})`,
      trace: run.trace,
      summary: {
        ...summariseLog(run),
        stuck: stuckIn(run).map((node) => committee[node] as string),
        configurations: configurationsIn(run),
        problem: problemIn(run),
      },
      groupOf: (node) => committee[node] as string,
      run,
    };
  },
};

function configurationsIn({ decisions }: Run<WardLog>): number {
  const numbers = decisions.flatMap(({ decision }) =>
    decision.kind === "reconfigured" ? [decision.number] : [],
  );
  return Math.max(0, ...numbers);
}
