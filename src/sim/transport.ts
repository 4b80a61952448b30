import type { NodeId, Random, Time, Vocabulary } from "../core/index.ts";
import type { Barriers } from "./barriers.ts";
import { drawLatency, requireSoundLink, type Link, type Network } from "./network.ts";
import type { DropReason } from "./trace.ts";

/** A message on its way. */
export interface Envelope<V extends Vocabulary> {
  readonly id: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly message: V["message"];
}

/** What becomes of a message at the moment it is sent. */
export type Fate =
  | { readonly kind: "dropped"; readonly why: DropReason }
  /** It will arrive at these moments: one, or two if the network duplicates it. */
  | { readonly kind: "travels"; readonly arrivals: readonly Time[] };

/** Decides the fate of messages, by the network's settings, the barriers in force and chance. */
export class Transport {
  readonly #network: Network;
  readonly #random: Random;
  readonly #barriers: Barriers;
  readonly #nodeCount: number;
  readonly #links = new Map<number, Link>();
  readonly #lastArrival = new Map<number, Time>();

  constructor(network: Network, barriers: Barriers, nodeCount: number, random: Random) {
    this.#network = network;
    this.#barriers = barriers;
    this.#nodeCount = nodeCount;
    this.#random = random;
  }

  send(from: NodeId, to: NodeId, now: Time): Fate {
    // What a node tells itself does not cross the network.
    if (from === to) return { kind: "travels", arrivals: [now] };
    if (this.#barriers.isBlocked(from, to)) return { kind: "dropped", why: "partition" };
    const link = this.#link(from, to);
    if (this.#random.chance(link.loss)) return { kind: "dropped", why: "loss" };
    const first = this.#arrival(link, from, to, now);
    if (!this.#random.chance(link.duplication)) return { kind: "travels", arrivals: [first] };
    return { kind: "travels", arrivals: [first, this.#arrival(link, from, to, now)] };
  }

  #arrival(link: Link, from: NodeId, to: NodeId, now: Time): Time {
    const arrival = now + drawLatency(link.latency, this.#random);
    if (link.ordering === "any") return arrival;
    const pair = from * this.#nodeCount + to;
    const inOrder = Math.max(arrival, this.#lastArrival.get(pair) ?? 0);
    this.#lastArrival.set(pair, inOrder);
    return inOrder;
  }

  #link(from: NodeId, to: NodeId): Link {
    const { link } = this.#network;
    if (link === undefined) return this.#network;
    const pair = from * this.#nodeCount + to;
    let known = this.#links.get(pair);
    if (known === undefined) {
      const special = link(from, to);
      if (special) requireSoundLink(special);
      known = special === undefined ? this.#network : { ...this.#network, ...special };
      this.#links.set(pair, known);
    }
    return known;
  }
}
