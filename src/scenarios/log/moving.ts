import {
  createRandom,
  majority,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { Meter } from "../../monitoring/index.ts";
import { directly, jointly, oneByOne, type Membership } from "../../protocols/multi-paxos/index.ts";
import { simulate, type Decided, type Scheduled, type TraceEvent } from "../../sim/index.ts";
import type { Scenario, SeededOptions } from "../scenario.ts";
import { Clients, inOrder, type Moment } from "./clients.ts";
import { tallySystem, type Tally } from "./tally.ts";

export interface MovingOptions extends SeededOptions {
  /** How the members become others. */
  readonly way: "directly" | "one by one" | "jointly";
  readonly window: number;
  /** How many nodes, old or new, die as soon as the first change is in the log. */
  readonly crashes: number;
  /** How many commands come in a second, from the first second on. */
  readonly rate: number;
  readonly endsAt: Time;
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

const everybody = nodesOf(6);
const [old, young] = [everybody.slice(0, 3), everybody.slice(3)];
const begins: Time = seconds(2);

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
    const { protocol, properties, lens } = tallySystem({
      nodes: everybody.length,
      quorums: majority(old),
      window,
    });
    const clients = new Clients(everybody.length);
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

type Action = Scheduled<Tally>["action"];

/** The administrator, who asks for one configuration after the other, and what befalls the nodes meanwhile. */
class Move {
  took: Duration | null = null;
  slots: number | null = null;
  readonly #steps: readonly Membership[];
  readonly #options: MovingOptions;
  readonly #clients: Clients;
  readonly #down = new Set<NodeId>();
  /** How many of the steps are in the log. */
  #made = 0;
  #nextSlot = 0;
  #firstSlot = 0;
  #lastFrom = Infinity;

  constructor(options: MovingOptions, clients: Clients) {
    this.#options = options;
    this.#clients = clients;
    this.#steps = stepsOf(options.way);
  }

  readonly observe = (event: TraceEvent<Tally>): void => {
    if (event.kind === "crash") this.#down.add(event.node);
    if (event.kind !== "decide" || event.decision.kind !== "applied") return;
    const { slot } = event.decision;
    if (slot >= this.#nextSlot) this.#nextSlot = slot + 1;
    if (slot < this.#lastFrom || this.took !== null) return;
    this.took = event.at - begins;
    this.slots = this.#lastFrom - this.#firstSlot;
  };

  /** He asks once, and as long as it is of no avail again: the node that he asked may have died. */
  story(): readonly Moment[] {
    const again = milliseconds(100);
    return Array.from({ length: Math.floor((this.#options.endsAt - begins) / again) }, (_, nth) => ({
      at: begins + nth * again,
      happens: () => {
        if (nth === 0) this.#firstSlot = this.#nextSlot;
        return [...this.#clients.askAgain(), ...this.#askForNext()];
      },
    }));
  }

  /** A step is in the log: he asks for the next one. */
  goOn({ at, decision }: Decided<Tally>): readonly Scheduled<Tally>[] {
    if (decision.kind !== "reconfigured" || decision.number <= this.#made) return [];
    this.#made = decision.number;
    if (this.#made === this.#steps.length) this.#lastFrom = decision.from;
    const crashes = this.#made === 1 ? this.#victims() : [];
    for (const node of crashes) this.#down.add(node);
    return [...crashes.map((node): Action => ({ kind: "crash", node })), ...this.#askForNext()].map(
      (action) => ({ at, action }),
    );
  }

  #askForNext(): readonly Action[] {
    const membership = this.#steps[this.#made];
    const node = everybody.find((node) => !this.#down.has(node));
    if (membership === undefined || node === undefined) return [];
    return [{ kind: "request", node, request: { kind: "reconfigure", number: this.#made + 1, membership } }];
  }

  #victims(): readonly NodeId[] {
    return createRandom(this.#options.seed).fork().shuffle(everybody).slice(0, this.#options.crashes);
  }
}

function stepsOf(way: MovingOptions["way"]): readonly Membership[] {
  switch (way) {
    case "directly":
      return directly(young);
    case "one by one":
      return oneByOne(old, young);
    case "jointly":
      return jointly(old, young);
  }
}
