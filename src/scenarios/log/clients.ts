import type { Duration, NodeId, Time, Vocabulary } from "../../core/index.ts";
import type { Scheduled, TraceEvent } from "../../sim/index.ts";
import type { TallySessions } from "./tally.ts";

/** What happens at a moment, as it depends on what has happened before. */
export interface Moment<V extends Vocabulary> {
  readonly at: Time;
  readonly happens: () => readonly Scheduled<V>["action"][];
}

/** How long it takes clients to find out that their node is gone, and to ask another one. */
export const reconnect: Duration = 10_000;

/**
 * Clients who ask in turn, at a steady rate whether others were answered or not: each asks once, at a node of its own.
 * Whoever finds that node down, or loses it before being answered, asks the next one.
 */
export class Clients<V extends Vocabulary> {
  readonly #nodes: number;
  readonly #sessions: TallySessions<V>;
  /** By client, the node that is to answer. */
  readonly #waiting = new Map<number, NodeId>();
  readonly #down = new Set<NodeId>();

  constructor(nodes: number, sessions: TallySessions<V>) {
    this.#nodes = nodes;
    this.#sessions = sessions;
  }

  readonly observe = (event: TraceEvent<V>): void => {
    if (event.kind === "decide") {
      const answer = this.#sessions.answered(event.decision);
      if (answer !== null) this.#waiting.delete(answer.client);
    } else if (event.kind === "crash") this.#down.add(event.node);
    else if (event.kind === "start") this.#down.delete(event.node);
  };

  /** Client 0, 1, … from a moment on, until another one, at so many a second. */
  asking(rate: number, from: Time, until: Time): readonly Moment<V>[] {
    const count = Math.floor(((until - from) * rate) / 1e6);
    return Array.from({ length: count }, (_, client) => ({
      at: from + Math.floor((client * 1e6) / rate),
      happens: () => [this.#ask(client, this.#nextUp(client % this.#nodes))],
    }));
  }

  /** Those who wait for a node that is down ask another one. */
  askAgain(): readonly Scheduled<V>["action"][] {
    return [...this.#waiting]
      .filter(([, node]) => this.#down.has(node))
      .map(([client, node]) => this.#ask(client, this.#nextUp(node)));
  }

  #ask(client: number, node: NodeId): Scheduled<V>["action"] {
    this.#waiting.set(client, node);
    const request = this.#sessions.ask({ kind: "execute", client, sequence: 0, command: 1 });
    return { kind: "request", node, request };
  }

  #nextUp(node: NodeId): NodeId {
    let up = node;
    while (this.#down.has(up)) up = (up + 1) % this.#nodes;
    return up;
  }
}

/** A schedule that is made as it goes. */
export function* inOrder<V extends Vocabulary>(moments: readonly Moment<V>[]): Generator<Scheduled<V>> {
  for (const { at, happens } of moments.toSorted((a, b) => a.at - b.at)) {
    for (const action of happens()) yield { at, action };
  }
}
