import type { NodeId, Random, Time } from "../core/index.ts";
import type { Barriers } from "./barriers.ts";
import { drawLatency, requireSoundLink, type Link, type Network } from "./network.ts";
import type { DropReason } from "./trace.ts";

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

  /** Why a message sent now does not even set out; null if it does. */
  stops(from: NodeId, to: NodeId, now: Time): DropReason | null {
    if (from === to) return null; // What a node tells itself does not cross the network.
    if (this.#barriers.isBlocked(from, to)) return "partition";
    return this.#random.chance(this.#link(from, to, now).loss) ? "loss" : null;
  }

  /** Whether a message that sets out is delivered once more. */
  duplicates(from: NodeId, to: NodeId, now: Time): boolean {
    return from !== to && this.#random.chance(this.#link(from, to, now).duplication);
  }

  /** When a message that sets out now arrives. */
  arrival(from: NodeId, to: NodeId, now: Time): Time {
    if (from === to) return now;
    const link = this.#link(from, to, now);
    const arrival = now + drawLatency(link.latency, this.#random);
    if (link.ordering === "any") return arrival;
    const pair = from * this.#nodeCount + to;
    const inOrder = Math.max(arrival, this.#lastArrival.get(pair) ?? 0);
    this.#lastArrival.set(pair, inOrder);
    return inOrder;
  }

  #link(from: NodeId, to: NodeId, now: Time): Link {
    const usual = this.#usualLink(from, to);
    const spell = this.#network.spells?.find((spell) => spell.from <= now && now < spell.to);
    return spell === undefined ? usual : { ...usual, ...spell.link };
  }

  #usualLink(from: NodeId, to: NodeId): Link {
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
