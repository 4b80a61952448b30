import { majority, seconds, type Duration } from "../../core/index.ts";
import { Meter } from "../../monitoring/index.ts";
import { simulate } from "../../sim/index.ts";
import type { Scenario } from "../scenario.ts";
import { Clients, inOrder } from "./clients.ts";
import { everybody, Move, old, type MoveOptions } from "./move.ts";
import { tallySystem, type Tally } from "./tally.ts";

export interface MovingOptions extends MoveOptions {
  readonly window: number;
  /** How many commands come in a second, from the first second on. */
  readonly rate: number;
  readonly trace: "full" | "off";
}

export interface MovingSummary {
  /** From the asking until the last of the configurations is in force and something has been applied under it. */
  readonly took: Duration | null;
  /** Slots of the log that went by meanwhile. */
  readonly slots: number | null;
  readonly asked: number;
  readonly answered: number;
  /** Whether the move came to its end, and all who asked nodes that live were answered. */
  readonly survived: boolean;
  readonly problem: string | null;
}

/** Three nodes hand a busy log over to three others. */
export const movingMembers: Scenario<MovingOptions, Tally, MovingSummary> = {
  name: "moving-members",
  title: "Three nodes hand their log over to three others",
  defaults: {
    seed: 1,
    way: "directly",
    window: 16,
    crashes: 0,
    rate: 200,
    endsAt: seconds(6),
    trace: "full",
  },
  run(changes = {}) {
    const options = { ...movingMembers.defaults, ...changes };
    const { seed, window, rate, endsAt, trace } = options;
    const { protocol, properties, lens, sessions } = tallySystem({
      nodes: everybody.length,
      quorums: majority(old),
      window,
    });
    const clients = new Clients<Tally>(everybody.length, sessions);
    const meter = new Meter<Tally>(lens);
    const move = new Move(options, clients);
    const run = simulate<Tally>({
      protocol,
      nodes: everybody.length,
      seed,
      schedule: inOrder([...clients.asking(rate, seconds(1), endsAt - seconds(2)), ...move.story()]),
      clients: (decided) => move.goOn(decided),
      properties,
      trace,
      observer: (event) => {
        meter.observe(event);
        clients.observe(event);
        move.observe(event);
      },
      untilTime: endsAt,
      untilSteps: Infinity,
    });
    const { asked, succeeded: answered } = meter.metrics(endsAt).proposals;
    const { took, slots } = move;
    const survived = took !== null && answered === asked;
    const problem = run.violation?.problem ?? null;
    return {
      title: movingMembers.title,
      trace: run.trace,
      summary: { took, slots, asked, answered, survived, problem },
      groupOf: (node) => (node < 3 ? "old" : "new"),
      run,
    };
  },
};
