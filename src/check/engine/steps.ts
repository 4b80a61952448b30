import type { Effect, NodeId, Observation, Vocabulary } from "../../core/index.ts";
import type { Constraint, Model, Sometimes } from "../model.ts";
import type { Answer, Answers } from "./answers.ts";
import type { Events } from "./events.ts";
import type { Hosts } from "./hosts.ts";
import type { Observers } from "./observers.ts";
import { PairMap } from "./pair-map.ts";
import { isOutside, isSilent, isStill, Records } from "./records.ts";

/** A node as its step finds it. */
interface Before {
  readonly node: NodeId;
  readonly host: number;
  readonly disk: number;
  readonly timers: readonly string[];
}

/**
 * The steps of nodes, each worked out once: (host, event) → a record of what it comes to. Almost every
 * transition of a search is then a look-up, however slow the protocol's code is.
 */
export class Steps<V extends Vocabulary> {
  readonly records = new Records();
  readonly #known = new PairMap();
  readonly #answers: Answers<V>;
  readonly #events: Events<V>;
  readonly #hosts: Hosts<V>;
  readonly #observers: Observers<V>;
  readonly #within: Constraint<V>;
  readonly #sometimes: readonly Sometimes<V>[];
  readonly #isCutShort: boolean;
  readonly #keepsOrder: boolean;

  constructor(
    model: Model<V>,
    parts: {
      readonly answers: Answers<V>;
      readonly events: Events<V>;
      readonly hosts: Hosts<V>;
      readonly observers: Observers<V>;
    },
  ) {
    const { most = 0, strikes = "within steps" } = model.crashes ?? {};
    this.#answers = parts.answers;
    this.#events = parts.events;
    this.#hosts = parts.hosts;
    this.#observers = parts.observers;
    this.#within = model.within ?? { name: "everything" };
    this.#sometimes = model.sometimes ?? [];
    this.#isCutShort = most > 0 && strikes === "within steps";
    this.#keepsOrder = model.network?.kind === "fifo";
  }

  get bytes(): number {
    return this.#answers.bytes + this.#known.bytes + this.records.bytes;
  }

  /** The record of what happens to this host on this event. @throws StepFault */
  record(host: number, event: number): number {
    const known = this.#known.get(host, event);
    return known >= 0 ? known : this.#work(host, event);
  }

  #work(host: number, event: number): number {
    const { node, state, disk, timers } = this.#hosts.value(host);
    const what = this.#events.value(event);
    const isRestart = what.kind === "restart";
    const answer = this.#answers.of(isRestart ? this.#answers.initial(node) : state, event, disk);
    const before: Before = {
      node,
      host,
      disk: isRestart && what.disk === "lost" ? this.#answers.disks.id(null) : disk,
      timers: what.kind === "timer" ? timers.filter((timer) => timer !== what.timer) : timers,
    };
    const cuts = this.#isCutShort ? Math.max(0, answer.effects.length - 1) : 0;
    const record = this.#add(before, answer, null, cuts);
    for (let done = 1; done <= cuts; done++) this.#add(before, answer, done, 0);
    this.#known.add(host, event, record);
    return record;
  }

  #add(before: Before, answer: Answer<V>, crashAfter: number | null, cuts: number): number {
    const { node } = before;
    const isUp = crashAfter === null;
    const done = isUp ? answer.effects : answer.effects.slice(0, crashAfter);
    const sends = done.filter((effect) => effect.kind === "send");
    const sent = answer.sent.slice(0, done.length).filter((message) => message >= 0);
    if (!this.#keepsOrder) sent.sort((a, b) => a - b);
    const host = this.#hosts.id({
      node,
      isUp,
      state: isUp ? answer.state : -1,
      disk: this.#diskAfter(before.disk, done),
      timers: isUp ? timersAfter(before.timers, done) : [],
    });
    const isWithin =
      (!isUp || (this.#within.state?.(this.#answers.states.value(answer.state), node) ?? true)) &&
      sends.every(({ to, message }) => this.#within.message?.(message, node, to) ?? true);
    return this.records.add({
      host,
      sent,
      cuts,
      sight: this.#observers.sight(node, answer) + done.length,
      sightings: sightingsIn(this.#sometimes, node, [answer.input, ...done]),
      flags: flagsOf(host === before.host, done, isWithin),
    });
  }

  #diskAfter(disk: number, done: readonly Effect<V>[]): number {
    const write = done.findLast((effect) => effect.kind === "persist");
    return write === undefined ? disk : this.#answers.disks.id(write.value);
  }
}

function flagsOf(isSameHost: boolean, done: readonly Effect<Vocabulary>[], isWithin: boolean): number {
  const sendsNothing = done.every(({ kind }) => kind !== "send");
  return (
    (isSameHost && sendsNothing ? isStill : 0) |
    (isSameHost && done.length === 0 ? isSilent : 0) |
    (isWithin ? 0 : isOutside)
  );
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
