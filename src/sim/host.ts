import Line from "yocto-queue";
import type {
  Context,
  Duration,
  Effect,
  Input,
  NodeId,
  Protocol,
  Time,
  Transition,
  Vocabulary,
} from "../core/index.ts";
import type { Cause } from "./pending.ts";
import type { Job } from "./work.ts";

/** A machine with one process of the protocol on it: memory, disk, clock, timers. */
export class Host<V extends Vocabulary> {
  readonly node: NodeId;
  readonly #protocol: Protocol<V>;
  readonly #clockRate: number;
  #state: V["state"] | null = null;
  #timers = new Map<V["timer"], number>();
  #line: Line<Cause<V>> | null = null;
  disk: V["persisted"] | null = null;
  isUp = false;
  isPaused = false;
  /** The step that keeps it busy. */
  job: Job<V> | null = null;
  /** How long it has worked on all the steps that it came to the end of. */
  busyFor: Duration = 0;

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

  /** Forgets all but the disk, and returns what it had in hand and what stood in line. */
  crash(): readonly Cause<V>[] {
    const lost = [...(this.job === null ? [] : [this.job.cause]), ...(this.#line?.drain() ?? [])];
    this.#state = null;
    this.isUp = false;
    this.isPaused = false;
    this.job = null;
    this.#timers = new Map();
    return lost;
  }

  /** Whether what reaches it now has to wait. */
  get isEngaged(): boolean {
    return this.isPaused || this.job !== null;
  }

  /** Keeps for later what reaches a paused or busy process. */
  wait(cause: Cause<V>): void {
    this.#line ??= new Line();
    this.#line.enqueue(cause);
  }

  /** Takes out what has waited longest. */
  nextInLine(): Cause<V> | undefined {
    return this.#line?.dequeue();
  }

  /** What the process would do about this, and what it would know then. */
  consider(input: Input<V>, now: Time): Transition<V> {
    const context: Context = { self: this.node, now: Math.floor(now * this.#clockRate) };
    return this.#protocol.step(this.#state, input, context);
  }

  /** Lets the process take a step, and returns what it wants done. */
  become({ state, effects }: Transition<V>): readonly Effect<V>[] {
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
