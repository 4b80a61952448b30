import type { NodeId, Vocabulary } from "../../core/index.ts";
import type { Model } from "../model.ts";
import { StepFault } from "../step-fault.ts";
import type { Events } from "./events.ts";
import type { Hosts } from "./hosts.ts";
import { Liveness } from "./liveness.ts";
import type { Parts } from "./parts.ts";
import { field, isOutside, isSilent, recordSize } from "./records.ts";
import type { Steps } from "./steps.ts";

/** A host that meets an event, after so many crashes. */
interface Pair {
  readonly host: number;
  readonly event: number;
  readonly crashes: number;
}

/** Beyond so many pairs of host and event, looking ahead would cost more than it saves. */
const mostPairs = 30_000;

/**
 * What each node can still become, and which messages can still mean something to it.
 *
 * A message is *dead* at a host if delivering it would change nothing, now or in any host that this one
 * can still become: then a state with it and a state without it have the same futures, and the search
 * keeps the one without. (The two are bisimilar: every step of one is a step of the other, with the same
 * observations, to states that again differ by dead messages only.)
 *
 * "Can still become" is over-estimated, which errs on the safe side: each node is followed by itself,
 * from its start, through all messages that anybody so followed could send it, each as often as it
 * likes, and through all timers, requests, crashes and restarts.
 */
export class Futures<V extends Vocabulary> {
  readonly #model: Model<V>;
  readonly #events: Events<V>;
  readonly #hosts: Hosts<V>;
  readonly #steps: Steps<V>;
  /** The hosts that each node can become, each with the fewest crashes it takes; and what may happen to it. */
  readonly #become: Map<number, number>[];
  readonly #happen: Set<number>[];
  /** For each host, the hosts one step before it. */
  readonly #before = new Map<number, Set<number>>();
  /** For each message, the hosts at which its delivery changes something. */
  readonly #effective = new Map<number, number[]>();
  /** Hosts of which nothing is known, because the protocol's code failed there: nothing is dead. */
  readonly #unknown = new Set<number>();
  readonly #crashes: number;
  #pairs = 0;

  constructor(model: Model<V>, { events, hosts, steps, nodes }: Parts<V>) {
    this.#model = model;
    this.#events = events;
    this.#hosts = hosts;
    this.#steps = steps;
    this.#become = Array.from({ length: nodes }, () => new Map());
    this.#crashes = model.crashes?.most ?? 0;
    this.#happen = Array.from({ length: nodes }, () => new Set());
  }

  /** Looks ahead from these hosts, one for each node, and messages; null if there is too much to look at. */
  liveness(starts: readonly number[], inFlight: readonly number[]): Liveness | null {
    for (const message of inFlight) this.#happen[this.#events.node[message]!]!.add(message);
    for (const { node, request } of this.#model.requests ?? []) {
      this.#happen[node]!.add(this.#events.id({ kind: "request", node, request }));
    }
    const work: Pair[] = [];
    for (const [node, start] of starts.entries()) {
      // A listener sends nothing, and its messages are all kept.
      if (this.#model.listeners?.includes(node) !== true) this.#reach(node, start, 0, work);
    }
    for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
      if (++this.#pairs > mostPairs) return null;
      this.#follow(pair, work);
    }
    const messages = this.#happen
      .flatMap((happen) => [...happen])
      .filter((event) => this.#events.link[event]! >= 0);
    const liveness = new Liveness(this.#hosts.size, this.#events.link.length);
    for (const message of messages) this.#mark(message, liveness);
    return liveness;
  }

  /** A node can become this host: it meets all events of the node. */
  #reach(node: NodeId, host: number, crashes: number, work: Pair[]): void {
    const before = this.#become[node]!.get(host);
    if (before !== undefined && before <= crashes) return;
    this.#become[node]!.set(host, crashes);
    const timers = this.#model.timers === "off" ? [] : this.#hosts.timers[host]!;
    for (const event of [...timers, ...this.#hosts.restarts[host]!, ...this.#happen[node]!]) {
      work.push({ host, event, crashes });
    }
    if (crashes < this.#crashes && this.#hosts.isUp[host]!) {
      this.#step(node, host, this.#hosts.crashed(host), crashes + 1, work);
    }
  }

  /** This event can happen to the node: all its hosts meet it. */
  #meet(node: NodeId, event: number, work: Pair[]): void {
    this.#happen[node]!.add(event);
    for (const [host, crashes] of this.#become[node]!) work.push({ host, event, crashes });
  }

  #follow({ host, event, crashes }: Pair, work: Pair[]): void {
    const { node } = this.#hosts.value(host);
    const isRestart = this.#events.isRestart(event);
    const isUp = this.#hosts.isUp[host];
    if (isUp === isRestart) return;
    const record = this.#recordOf(host, event);
    if (record === null) return;
    const { cells, sent } = this.#steps.records;
    const cuts = cells[recordSize * record + field.cuts]!;
    const last = crashes < this.#crashes ? record + cuts : record;
    for (let at = record; at <= last; at++) {
      const flags = cells[recordSize * at + field.flags]!;
      if ((flags & isOutside) !== 0) continue;
      if ((flags & isSilent) === 0) this.#addEffective(event, host);
      const begin = cells[recordSize * at + field.sentAt]!;
      const end = begin + cells[recordSize * at + field.sentCount]!;
      for (const message of sent.slice(begin, end)) {
        const to = this.#events.node[message]!;
        if (!this.#happen[to]!.has(message)) this.#meet(to, message, work);
      }
      this.#step(
        node,
        host,
        this.#steps.records.cells[recordSize * at + field.host]!,
        crashes + (at > record ? 1 : 0),
        work,
      );
    }
  }

  /** Null where no node really comes: a state of the over-estimate that the protocol's code does not stand. */
  #recordOf(host: number, event: number): number | null {
    try {
      return this.#steps.record(host, event);
    } catch (error) {
      if (!(error instanceof StepFault)) throw error;
      this.#unknown.add(host);
      return null;
    }
  }

  #step(node: NodeId, from: number, to: number, crashes: number, work: Pair[]): void {
    const before = this.#before.get(to);
    if (before === undefined) this.#before.set(to, new Set([from]));
    else before.add(from);
    this.#reach(node, to, crashes, work);
  }

  #addEffective(event: number, host: number): void {
    const hosts = this.#effective.get(event);
    if (hosts === undefined) this.#effective.set(event, [host]);
    else hosts.push(host);
  }

  /** The message is alive wherever one can come from to where it changes something. */
  #mark(message: number, liveness: Liveness): void {
    const work = [...(this.#effective.get(message) ?? []), ...this.#unknown];
    for (let host = work.pop(); host !== undefined; host = work.pop()) {
      if (liveness.isAlive(host, message)) continue;
      liveness.add(host, message);
      work.push(...(this.#before.get(host) ?? []));
    }
  }
}

/**
 * Messages are dead to the nodes, but could still be seen: by a property that looks at what comes in, and
 * by a predicate over states. On a fifo network a dead message holds up those behind it.
 */
export const maySkipDeadMessages = <V extends Vocabulary>(model: Model<V>): boolean =>
  model.deadMessages !== "kept" &&
  model.network?.kind !== "fifo" &&
  model.eventually === undefined &&
  (model.properties ?? []).every(({ watches }) => watches?.includes("message") === false) &&
  (model.sometimes ?? []).every((sometimes) => "event" in sometimes);
