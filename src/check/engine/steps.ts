import type { Effect, Input, NodeId, Observation, Transition, Vocabulary } from "../../core/index.ts";
import type { Constraint, Model, Sometimes } from "../model.ts";
import type { Events } from "./events.ts";
import type { Hosts } from "./hosts.ts";
import { Interner } from "./interner.ts";
import type { Observers } from "./observers.ts";
import { PairMap } from "./pair-map.ts";
import type { Stepper } from "./stepper.ts";

/** All that the protocol's answer to one event amounts to, in numbers. */
interface Raw {
  readonly state: number;
  readonly effects: readonly Effect<Vocabulary>[];
  readonly effectsId: number;
  readonly inputId: number;
}

/**
 * The steps of nodes, each worked out once: (host, event) → a record of what it comes to.
 *
 * Almost every transition of a search is then a look-up, however slow the protocol's code is. Records
 * are columns of numbers, in the order in which they were made.
 */
export class Steps<V extends Vocabulary> {
  readonly #model: Model<V>;
  readonly #stepper: Stepper<V>;
  readonly #events: Events<V>;
  readonly #hosts: Hosts<V>;
  readonly #observers: Observers<V>;
  readonly #within: Constraint<V>;
  readonly #records = new PairMap();
  readonly #raws = new PairMap();
  readonly #rawList: Raw[] = [];
  readonly #inputs = new Interner<{ readonly node: NodeId; readonly input: Input<V> }>();
  readonly #effects = new Interner<readonly Effect<V>[]>();
  readonly #sights = new Map<string, number>();
  readonly #isCutShort: boolean;
  readonly #keepsOrder: boolean;

  /** What the node becomes. */
  readonly host: number[] = [];
  /** The messages it sends: where in {@link sent} they begin, and how many. */
  readonly sentAt: number[] = [];
  readonly sentCount: number[] = [];
  readonly sent: number[] = [];
  /** What observers see of it. */
  readonly sight: number[] = [];
  /** Whether it changes neither the node nor the network. */
  readonly isStill: boolean[] = [];
  /** Whether it leads out of the model's `within`. */
  readonly isOutside: boolean[] = [];
  /** The *sometimes* of the model of which it is an event, one bit each. */
  readonly sightings: number[] = [];
  /** The records of the same step cut short by a crash after 1, 2, … of its effects. */
  readonly cutShort: (readonly number[])[] = [];

  constructor(
    model: Model<V>,
    parts: {
      readonly stepper: Stepper<V>;
      readonly events: Events<V>;
      readonly hosts: Hosts<V>;
      readonly observers: Observers<V>;
    },
  ) {
    const { most = 0, strikes = "within steps" } = model.crashes ?? {};
    this.#model = model;
    this.#stepper = parts.stepper;
    this.#events = parts.events;
    this.#hosts = parts.hosts;
    this.#observers = parts.observers;
    this.#within = model.within ?? { name: "everything" };
    this.#isCutShort = most > 0 && strikes === "within steps";
    this.#keepsOrder = model.network?.kind === "fifo";
  }

  get bytes(): number {
    const { bytes: inputs } = this.#inputs;
    const columns = 8 * 10 * this.host.length + 4 * this.sent.length;
    return inputs + this.#effects.bytes + this.#records.bytes + this.#raws.bytes + columns;
  }

  /** The record of what happens to this host on this event. @throws StepFault */
  record(host: number, event: number): number {
    const known = this.#records.get(host, event);
    return known >= 0 ? known : this.#work(host, event);
  }

  #work(host: number, event: number): number {
    const { node, state, disk, timers } = this.#hosts.value(host);
    const { kind, ...what } = this.#events.value(event);
    const input = this.#events.input(event, this.#hosts.disks.value(disk));
    const isRestart = kind === "restart";
    const raw = this.#ask(node, isRestart ? this.initialState(node) : state, input);
    const left = "timer" in what ? timers.filter((timer) => timer !== what.timer) : timers;
    const found = isRestart && "disk" in what && what.disk === "lost" ? this.#hosts.disks.id(null) : disk;
    const before = { node, host, disk: found, timers: left };
    const record = this.#add(before, input, raw, null);
    const cuts = this.#isCutShort ? Math.max(0, raw.effects.length - 1) : 0;
    this.cutShort[record] = Array.from({ length: cuts }, (_, index) =>
      this.#add(before, input, raw, index + 1),
    );
    this.#records.add(host, event, record);
    return record;
  }

  initialState(node: NodeId): number {
    return this.#hosts.states.id(this.#stepper.initial(node));
  }

  #ask(node: NodeId, state: number, input: Input<V>): Raw {
    const inputId = this.#inputs.id({ node, input });
    const known = this.#raws.get(state, inputId);
    if (known >= 0) return this.#rawList[known]!;
    const transition: Transition<V> = this.#stepper.step(
      node,
      this.#hosts.states.value(state),
      this.#inputs.value(inputId).input,
    );
    const effectsId = this.#effects.id(transition.effects);
    const effects = this.#effects.value(effectsId);
    const raw: Raw = { state: this.#hosts.states.id(transition.state), effects, effectsId, inputId };
    this.#raws.add(state, inputId, this.#rawList.push(raw) - 1);
    return raw;
  }

  #add(
    before: {
      readonly node: NodeId;
      readonly host: number;
      readonly disk: number;
      readonly timers: readonly string[];
    },
    input: Input<V>,
    raw: Raw,
    crashAfter: number | null,
  ): number {
    const { node } = before;
    const done: readonly Effect<V>[] = crashAfter === null ? raw.effects : raw.effects.slice(0, crashAfter);
    const isUp = crashAfter === null;
    const host = this.#hosts.id({
      node,
      isUp,
      state: isUp ? raw.state : -1,
      disk: this.#diskAfter(before.disk, done),
      timers: isUp ? timersAfter(before.timers, done) : [],
    });
    const sends = done.filter((effect) => effect.kind === "send");
    const sent = sends.map(({ to, message }) =>
      this.#events.id({ kind: "message", node: to, from: node, message }),
    );
    if (!this.#keepsOrder) sent.sort((a, b) => a - b);
    const record = this.host.push(host) - 1;
    const seen: readonly Observation<V>[] = [input, ...done];
    this.sentAt.push(this.sent.length);
    this.sentCount.push(sent.length);
    this.sent.push(...sent);
    this.sight.push(this.#sightOf(node, `${raw.inputId} ${raw.effectsId} ${done.length}`, seen));
    this.isStill.push(host === before.host && sent.length === 0);
    const stateWithin = !isUp || (this.#within.state?.(this.#hosts.states.value(raw.state), node) ?? true);
    const sendsWithin = sends.every(({ to, message }) => this.#within.message?.(message, node, to) ?? true);
    this.isOutside.push(!stateWithin || !sendsWithin);
    this.sightings.push(sightingsIn(this.#model.sometimes ?? [], node, seen));
    this.cutShort.push([]);
    return record;
  }

  #diskAfter(disk: number, done: readonly Effect<V>[]): number {
    const write = done.findLast((effect) => effect.kind === "persist");
    return write === undefined ? disk : this.#hosts.disks.id(write.value);
  }

  #sightOf(node: NodeId, key: string, seen: readonly Observation<V>[]): number {
    const known = this.#sights.get(key);
    if (known !== undefined) return known;
    const sight = this.#observers.sight(node, seen);
    this.#sights.set(key, sight);
    return sight;
  }
}

function timersAfter(timers: readonly string[], done: readonly Effect<Vocabulary>[]): readonly string[] {
  const running = new Set(timers);
  for (const effect of done) {
    if (effect.kind === "set-timer") running.add(effect.timer);
    if (effect.kind === "cancel-timer") running.delete(effect.timer);
  }
  return [...running].sort();
}

function sightingsIn<V extends Vocabulary>(
  sometimes: readonly Sometimes<V>[],
  node: NodeId,
  seen: readonly Observation<V>[],
): number {
  let bits = 0;
  for (const [index, entry] of sometimes.entries()) {
    if ("event" in entry && seen.some((event) => entry.event(node, event))) bits |= 1 << index;
  }
  return bits;
}
