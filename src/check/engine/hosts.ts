import type { NodeId, Vocabulary } from "../../core/index.ts";
import type { NodeView } from "../state.ts";
import type { Census } from "./census.ts";
import type { Events } from "./events.ts";
import { Interner } from "./interner.ts";

/** A node as the engine keeps it: numbers for its parts. */
interface Host {
  readonly node: NodeId;
  readonly isUp: boolean;
  readonly state: number;
  readonly disk: number;
  readonly timers: readonly string[];
}

/** Numbers what a node can be: up or down, its state, its disk, its timers. */
export class Hosts<V extends Vocabulary> {
  readonly states = new Interner<V["state"]>();
  readonly disks = new Interner<V["persisted"] | null>();
  readonly #events: Events<V>;
  readonly #census: Census;
  readonly #ids = new Map<string, number>();
  readonly #hosts: Host[] = [];
  readonly isUp: boolean[] = [];
  /** The events of the timers that run. */
  readonly timers: (readonly number[])[] = [];
  /** What it becomes when it crashes; -1 if not asked yet. */
  readonly #crashed: number[] = [];
  /** The restarts that are possible. */
  readonly restarts: (readonly number[])[] = [];
  readonly #mayLoseDisk: boolean;

  constructor(events: Events<V>, mayLoseDisk: boolean, census: Census) {
    this.#events = events;
    this.#census = census;
    this.#mayLoseDisk = mayLoseDisk;
    this.disks.id(null);
  }

  get size(): number {
    return this.#hosts.length;
  }

  get bytes(): number {
    return this.states.bytes + this.disks.bytes + 300 * this.#hosts.length;
  }

  value(id: number): Host {
    return this.#hosts[id]!;
  }

  id(host: Host): number {
    const key = `${host.node} ${host.isUp} ${host.state} ${host.disk} ${host.timers.join(" ")}`;
    return this.#ids.get(key) ?? this.#add(host, key);
  }

  crashed(id: number): number {
    const known = this.#crashed[id]!;
    if (known >= 0) return known;
    const { node, disk } = this.value(id);
    return (this.#crashed[id] = this.id({ node, isUp: false, state: -1, disk, timers: [] }));
  }

  /** A node of which nothing is known any more, and to which nothing happens. */
  forgotten(node: NodeId): number {
    return this.id({ node, isUp: false, state: -1, disk: forgotten, timers: [] });
  }

  view(id: number): NodeView<V> {
    const { isUp, state, disk, timers } = this.value(id);
    return { isUp, state: isUp ? this.states.value(state) : null, disk: this.disks.value(disk), timers };
  }

  #add(host: Host, key: string): number {
    const id = this.#hosts.push(host) - 1;
    const { node, isUp, disk } = host;
    const restart = (found: "kept" | "lost"): number =>
      this.#events.id({ kind: "restart", node, disk: found });
    this.#ids.set(key, id);
    this.#census.count(id);
    this.isUp.push(isUp);
    this.timers.push(host.timers.map((timer) => this.#events.id({ kind: "timer", node, timer })));
    this.#crashed.push(-1);
    const canFindNothing = this.#mayLoseDisk && this.disks.value(disk) !== null;
    const restarts = canFindNothing ? [restart("kept"), restart("lost")] : [restart("kept")];
    this.restarts.push(isUp || disk === forgotten ? [] : restarts);
    return id;
  }
}

/** In place of the number of a disk: nothing is known of the node any more. */
export const forgotten = -2;
