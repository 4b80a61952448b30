import type { Duration, NodeId, Time, Vocabulary } from "../../core/index.ts";
import type { Scheduled, TraceEvent } from "../../sim/index.ts";
import type { TallySessions } from "./tally.ts";

/** What happens at a moment, as it depends on what has happened before. */
export interface Moment<V extends Vocabulary> {
  readonly at: Time;
  readonly happens: (at: Time) => readonly Scheduled<V>["action"][];
}

/** How long it takes clients to find out that their node is gone, and to ask another one. */
export const reconnect: Duration = 10_000;

interface Wait {
  /** The node that is to answer, */
  readonly node: NodeId;
  /** which was asked then. */
  readonly since: Time;
}

/**
 * Clients who ask in turn, at a steady rate whether others were answered or not: each asks once, at a node of its own.
 * Whoever finds that node down, or loses it before being answered, asks the next one.
 */
export class Clients<V extends Vocabulary> {
  readonly #nodes: number;
  readonly #sessions: TallySessions<V>;
  /** By client, who waits. */
  readonly #waiting = new Map<number, Wait>();
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

  /** Client 0, 1, … from a moment on, until another one, at so many a second; by default at all nodes in turn. */
  asking(
    rate: number,
    from: Time,
    until: Time,
    nodeOf = (client: number): NodeId => client % this.#nodes,
  ): readonly Moment<V>[] {
    const count = Math.floor(((until - from) * rate) / 1e6);
    return Array.from({ length: count }, (_, client) => ({
      at: from + Math.floor((client * 1e6) / rate),
      happens: (at) => [this.#ask(client, this.#nextUp(nodeOf(client)), at)],
    }));
  }

  /** Looks again and again after clients who have waited for so long: they ask the next node. */
  impatient(patience: Duration, from: Time, until: Time): readonly Moment<V>[] {
    const every = Math.ceil(patience / 10);
    const looks = Math.ceil((until - from) / every);
    return Array.from({ length: looks }, (_, nth) => ({
      at: from + nth * every,
      happens: (at) => this.#turnAway(({ since }) => since + patience <= at, at),
    }));
  }

  /** Those who wait for a node that is down ask another one. */
  askAgain(at: Time): readonly Scheduled<V>["action"][] {
    return this.#turnAway(({ node }) => this.#down.has(node), at);
  }

  #turnAway(isTired: (wait: Wait) => boolean, at: Time): readonly Scheduled<V>["action"][] {
    return [...this.#waiting]
      .filter(([, wait]) => isTired(wait))
      .map(([client, { node }]) => this.#ask(client, this.#nextUp((node + 1) % this.#nodes), at));
  }

  #ask(client: number, node: NodeId, since: Time): Scheduled<V>["action"] {
    this.#waiting.set(client, { node, since });
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
    for (const action of happens(at)) yield { at, action };
  }
}
