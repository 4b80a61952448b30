import type { Context, Effect, Input, NodeId, Protocol, Time, Vocabulary } from "../core/index.ts";
import type { Pending } from "./pending.ts";

/** A machine with one process of the protocol on it: memory, disk, clock, timers. */
export class Host<V extends Vocabulary> {
  readonly node: NodeId;
  readonly #protocol: Protocol<V>;
  readonly #clockRate: number;
  #state: V["state"] | null = null;
  #timers = new Map<V["timer"], number>();
  #waiting: Pending<V>[] = [];
  disk: V["persisted"] | null = null;
  isUp = false;
  isPaused = false;

  constructor(protocol: Protocol<V>, node: NodeId, clockRate: number) {
    this.#protocol = protocol;
    this.node = node;
    this.#clockRate = clockRate;
  }

  /** What the process knows; null while it is down. */
  get state(): V["state"] | null {
    return this.#state;
  }

  boot(): void {
    this.#state = this.#protocol.initial(this.node);
    this.isUp = true;
  }

  /** Forgets all but the disk, and returns what stood in line before a paused process. */
  crash(): readonly Pending<V>[] {
    this.#state = null;
    this.isUp = false;
    this.#timers = new Map();
    return this.resume();
  }

  /** Keeps for later what reaches a paused process. */
  wait(pending: Pending<V>): void {
    this.#waiting.push(pending);
  }

  /** Ends a pause, and returns what stood in line, in the order it came. */
  resume(): readonly Pending<V>[] {
    const waiting = this.#waiting;
    this.isPaused = false;
    this.#waiting = [];
    return waiting;
  }

  /** Lets the process take a step, and returns what it wants done. */
  react(input: Input<V>, now: Time): readonly Effect<V>[] {
    const context: Context = { self: this.node, now: Math.floor(now * this.#clockRate) };
    const { state, effects } = this.#protocol.step(this.#state, input, context);
    this.#state = state;
    return effects;
  }

  /** Remembers that the timer was set as number `ticket`; an earlier setting no longer counts. */
  setTimer(timer: V["timer"], ticket: number): void {
    this.#timers.set(timer, ticket);
  }

  cancelTimer(timer: V["timer"]): void {
    this.#timers.delete(timer);
  }

  /** Whether this setting of the timer still stands; if so, it has now rung. */
  ring(timer: V["timer"], ticket: number): boolean {
    return this.#timers.get(timer) === ticket && this.#timers.delete(timer);
  }

  /** Whether the timer runs; if so, it has now rung, whenever it was due. */
  ringNow(timer: V["timer"]): boolean {
    return this.#timers.delete(timer);
  }

  /** How long a span of this machine's clock takes in true time. */
  trueDuration(local: number): number {
    return Math.round(local / this.#clockRate);
  }
}
