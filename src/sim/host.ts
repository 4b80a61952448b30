import type { Context, Effect, Input, NodeId, Protocol, Time, Vocabulary } from "../core/index.ts";

/** A machine with one process of the protocol on it: memory, disk, clock, timers. */
export class Host<V extends Vocabulary> {
  readonly node: NodeId;
  readonly #protocol: Protocol<V>;
  readonly #clockRate: number;
  /** What the process knows; null while it is down. */
  state: V["state"] | null = null;
  disk: V["persisted"] | null = null;
  isPaused = false;
  readonly #timers = new Map<V["timer"], number>();

  constructor(protocol: Protocol<V>, node: NodeId, clockRate: number) {
    this.#protocol = protocol;
    this.node = node;
    this.#clockRate = clockRate;
  }

  get isUp(): boolean {
    return this.state !== null;
  }

  boot(): void {
    this.state = this.#protocol.initial(this.node);
  }

  crash(): void {
    this.state = null;
    this.isPaused = false;
    this.#timers.clear();
  }

  /** Lets the process take a step, and returns what it wants done. */
  react(input: Input<V>, now: Time): readonly Effect<V>[] {
    const context: Context = { self: this.node, now: Math.floor(now * this.#clockRate) };
    const { state, effects } = this.#protocol.step(this.state, input, context);
    this.state = state;
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

  /** How long a span of this machine's clock takes in true time. */
  trueDuration(local: number): number {
    return Math.round(local / this.#clockRate);
  }
}
