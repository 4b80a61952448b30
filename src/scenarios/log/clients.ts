import type { Duration, NodeId, Time } from "../../core/index.ts";
import type { Scheduled, TraceEvent } from "../../sim/index.ts";
import type { Tally } from "./tally.ts";

/** What happens at a moment, as it depends on what has happened before. */
export interface Moment {
  readonly at: Time;
  readonly happens: () => readonly Scheduled<Tally>["action"][];
}

/** How long it takes clients to find out that their node is gone, and to ask another one. */
export const reconnect: Duration = 10_000;

/**
 * Clients who ask in turn, at a steady rate whether others were answered or not: each asks once, at a node of its own.
 * Whoever finds that node down, or loses it before being answered, asks the next one.
 */
export class Clients {
  readonly #nodes: number;
  /** By client, the node that is to answer. */
  readonly #waiting = new Map<number, NodeId>();
  readonly #down = new Set<NodeId>();

  constructor(nodes: number) {
    this.#nodes = nodes;
  }

  readonly observe = (event: TraceEvent<Tally>): void => {
    if (event.kind === "decide" && event.decision.kind === "answered") {
      this.#waiting.delete(event.decision.client);
    } else if (event.kind === "crash") this.#down.add(event.node);
    else if (event.kind === "start") this.#down.delete(event.node);
  };

  /** Client 0, 1, … from a moment on, until another one, at so many a second. */
  asking(rate: number, from: Time, until: Time): readonly Moment[] {
    const count = Math.floor(((until - from) * rate) / 1e6);
    return Array.from({ length: count }, (_, client) => ({
      at: from + Math.floor((client * 1e6) / rate),
      happens: () => [this.#ask(client, this.#nextUp(client % this.#nodes))],
    }));
  }

  /** Those who wait for a node that is down ask another one. */
  askAgain(): readonly Scheduled<Tally>["action"][] {
    return [...this.#waiting]
      .filter(([, node]) => this.#down.has(node))
      .map(([client, node]) => this.#ask(client, this.#nextUp(node)));
  }

  #ask(client: number, node: NodeId): Scheduled<Tally>["action"] {
    this.#waiting.set(client, node);
    return { kind: "request", node, request: { kind: "execute", client, sequence: 0, command: 1 } };
  }

  #nextUp(node: NodeId): NodeId {
    let up = node;
    while (this.#down.has(up)) up = (up + 1) % this.#nodes;
    return up;
  }
}

/** A schedule that is made as it goes. */
export function* inOrder(moments: readonly Moment[]): Generator<Scheduled<Tally>> {
  for (const { at, happens } of moments.toSorted((a, b) => a.at - b.at)) {
    for (const action of happens()) yield { at, action };
  }
}
