import {
  createRandom,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Time,
} from "../../core/index.ts";
import { directly, jointly, oneByOne, type Membership } from "../../protocols/multi-paxos/index.ts";
import type { Decided, Scheduled, TraceEvent } from "../../sim/index.ts";
import type { SeededOptions } from "../scenario.ts";
import type { Clients, Moment } from "./clients.ts";
import type { Tally } from "./tally.ts";

export interface MoveOptions extends SeededOptions {
  /** How the members become others. */
  readonly way: "directly" | "one by one" | "jointly";
  /** How many nodes, old or new, die as soon as the first change is in the log. */
  readonly crashes: number;
  readonly endsAt: Time;
}

export const everybody = nodesOf(6);
/** The members at first; the others take their places. */
export const old = everybody.slice(0, 3);
const young = everybody.slice(3);

/** When the administrator begins to ask. */
const begins: Time = seconds(2);

type Action = Scheduled<Tally>["action"];

/** The administrator, who asks for one configuration after the other, and what befalls the nodes meanwhile. */
export class Move {
  took: Duration | null = null;
  slots: number | null = null;
  readonly #steps: readonly Membership[];
  readonly #options: MoveOptions;
  readonly #clients: Clients<Tally>;
  readonly #down = new Set<NodeId>();
  /** How many of the steps are in the log. */
  #made = 0;
  #nextSlot = 0;
  #firstSlot = 0;
  #lastFrom = Infinity;

  constructor(options: MoveOptions, clients: Clients<Tally>) {
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
  story(): readonly Moment<Tally>[] {
    const again = milliseconds(100);
    return Array.from({ length: Math.floor((this.#options.endsAt - begins) / again) }, (_, nth) => ({
      at: begins + nth * again,
      happens: (at) => {
        if (nth === 0) this.#firstSlot = this.#nextSlot;
        return [...this.#clients.askAgain(at), ...this.#askForNext()];
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

function stepsOf(way: MoveOptions["way"]): readonly Membership[] {
  switch (way) {
    case "directly":
      return directly(young);
    case "one by one":
      return oneByOne(old, young);
    case "jointly":
      return jointly(old, young);
  }
}
