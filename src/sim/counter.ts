import type { Input, Time, Vocabulary } from "../core/index.ts";
import type { Host } from "./host.ts";
import type { Cause, Done } from "./pending.ts";
import type { Stage } from "./stage.ts";
import { requireSoundWork, type Handled, type Job, type WorkModel } from "./work.ts";

/**
 * Where what reaches a node is served: at once if the node has nothing else to do, one after the other if not.
 *
 * Without a work model a step takes no time, and only a paused node lets others wait.
 */
export class Counter<V extends Vocabulary> {
  readonly #stage: Stage<V>;
  readonly #work: WorkModel<V> | undefined;
  readonly #appoint: (host: Host<V>, at: Time) => Done;

  /** @param appoint - sees to it that `finish` is called at that moment. */
  constructor(stage: Stage<V>, work: WorkModel<V> | undefined, appoint: (host: Host<V>, at: Time) => Done) {
    this.#stage = stage;
    this.#work = work;
    this.#appoint = appoint;
  }

  reach(host: Host<V>, cause: Cause<V>): void {
    if (host.isEngaged) host.wait(cause);
    else this.#take(host, cause);
  }

  /** Its work done, the node does what it has come to, and turns to what waited meanwhile. */
  finish(host: Host<V>, due: Done): void {
    const { job } = host;
    if (job === null || job.due !== due) return; // It crashed or was paused meanwhile.
    host.job = null;
    host.busyFor += job.served.work;
    this.#handle(host, job.cause, job);
    this.#serveLine(host);
  }

  pause(host: Host<V>): void {
    if (!host.isUp || host.isPaused) return;
    const { now } = this.#stage;
    host.isPaused = true;
    if (host.job !== null)
      host.job = { ...host.job, due: null, left: host.job.left - (now - host.job.since) };
    this.#stage.record({ at: now, node: host.node, kind: "pause" });
  }

  /** A process that wakes goes on with its work, finds all that came meanwhile, and takes it in the order it came. */
  resume(host: Host<V>): void {
    if (!host.isPaused) return;
    const { now } = this.#stage;
    host.isPaused = false;
    this.#stage.record({ at: now, node: host.node, kind: "resume" });
    const { job } = host;
    if (job === null) return this.#serveLine(host);
    const stoodStill = now - job.cause.at - job.served.waited - (job.served.work - job.left);
    const served = { ...job.served, waited: job.served.waited + stoodStill };
    host.job = { ...job, served, since: now, due: this.#appoint(host, now + job.left) };
  }

  /** A message in line has crossed the network already: no partition can hold it up any more. */
  #serveLine(host: Host<V>): void {
    while (!host.isEngaged && this.#stage.broken === null) {
      const next = host.nextInLine();
      if (next === undefined) return;
      this.#take(host, next);
    }
  }

  /** The node turns to what has reached it. A timer may have been stopped while it stood in line. */
  #take(host: Host<V>, cause: Cause<V>): void {
    if (cause.kind === "timer" && !host.ring(cause.timer, cause.ticket)) return;
    if (this.#work === undefined) this.#handle(host, cause);
    else this.#begin(host, cause, this.#work);
  }

  #begin(host: Host<V>, cause: Cause<V>, model: WorkModel<V>): void {
    const { now } = this.#stage;
    const input = inputOf(cause);
    const transition = host.consider(input, now);
    const work = model(input, transition.effects);
    requireSoundWork(work, host.node);
    const served = { work, waited: now - cause.at };
    const job: Job<V> = { cause, transition, served, left: work, since: now, due: null };
    if (work === 0) this.#handle(host, cause, job);
    else host.job = { ...job, due: this.#appoint(host, now + work) };
  }

  #handle(host: Host<V>, cause: Cause<V>, job?: Job<V>): void {
    switch (cause.kind) {
      case "arrival":
        return this.#stage.deliver(host, cause.sent, job);
      case "timer":
        return this.#stage.ring(host, cause.timer, job);
      case "request":
        return this.#stage.request(host, cause.request, job);
    }
  }
}

function inputOf<V extends Vocabulary>(cause: Cause<V>): Handled<V> & Input<V> {
  switch (cause.kind) {
    case "arrival":
      return { kind: "message", from: cause.sent.node, message: cause.sent.message };
    case "timer":
      return { kind: "timer", timer: cause.timer };
    case "request":
      return { kind: "request", request: cause.request };
  }
}
