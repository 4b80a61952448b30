import {
  createRandom,
  type Effect,
  type Input,
  type Random,
  type NodeId,
  type Time,
  type Vocabulary,
} from "../core/index.ts";
import { Barriers } from "./barriers.ts";
import { CrashRules } from "./crash-rules.ts";
import { Host } from "./host.ts";
import { calmNetwork } from "./network.ts";
import type { Arrival, Pending, Ring, Sent } from "./pending.ts";
import { Watch } from "./properties.ts";
import { Agenda, type Queue } from "./queue.ts";
import type { Decided, Ending, Run } from "./run.ts";
import type { Action } from "./schedule.ts";
import { namesOf, requireSound, requireSpan, type Setup } from "./setup.ts";
import type { DropReason, TraceEvent } from "./trace.ts";
import { Transport } from "./transport.ts";

/**
 * Runs a protocol in virtual time, under the faults of the set-up.
 *
 * @throws RangeError in one sentence if the set-up makes no sense.
 */
export function simulate<V extends Vocabulary>(setup: Setup<V>): Run<V> {
  return simulateWith(setup, new Agenda());
}

/** The same with another queue of things to come, to compare queues. */
export function simulateWith<V extends Vocabulary>(setup: Setup<V>, agenda: Queue<Pending<V>>): Run<V> {
  requireSound(setup);
  return new Simulation(setup, agenda).run();
}

class Simulation<V extends Vocabulary> {
  readonly #setup: Setup<V>;
  readonly #names: readonly string[];
  readonly #hosts: readonly Host<V>[];
  readonly #agenda: Queue<Pending<V>>;
  readonly #barriers = new Barriers();
  readonly #transport: Transport;
  readonly #timerRandom: Random;
  readonly #watch: Watch<V>;
  readonly #crashRules: CrashRules<V>;
  readonly #events: TraceEvent<V>[] = [];
  readonly #keepsTrace: boolean;
  readonly #decisions: Decided<V>[] = [];
  #eventCount = 0;
  #steps = 0;
  #order = 0;
  #nextMessage = 0;
  #now: Time = 0;

  constructor(setup: Setup<V>, agenda: Queue<Pending<V>>) {
    const random = createRandom(setup.seed);
    this.#setup = setup;
    this.#agenda = agenda;
    this.#names = namesOf(setup.nodes);
    this.#hosts = this.#names.map((_, node) => new Host(setup.protocol, node, setup.clockRates?.[node] ?? 1));
    this.#transport = new Transport(
      setup.network ?? calmNetwork,
      this.#barriers,
      this.#names.length,
      random.fork(),
    );
    this.#timerRandom = random.fork();
    this.#watch = new Watch(setup.properties ?? []);
    this.#crashRules = new CrashRules(setup.crashBefore ?? []);
    this.#keepsTrace = setup.trace !== "off";
  }

  run(): Run<V> {
    for (const { at, action } of this.#setup.schedule ?? []) {
      this.#agenda.push({ at, order: this.#order++, kind: "action", action });
    }
    for (const host of this.#hosts) {
      if (this.#watch.broken === null) this.#start(host);
    }
    const ended = this.#loop();
    return this.#report(ended);
  }

  #loop(): Ending {
    const { untilTime = Infinity, untilSteps = 1_000_000 } = this.#setup;
    for (;;) {
      if (this.#watch.broken !== null) return "violation";
      if (this.#steps >= untilSteps) return "step limit";
      const next = this.#agenda.pop();
      if (next === undefined) return "quiet";
      if (next.at > untilTime) {
        this.#now = untilTime;
        return "time limit";
      }
      this.#now = next.at;
      this.#happen(next);
    }
  }

  #happen(pending: Pending<V>): void {
    switch (pending.kind) {
      case "arrival":
        return this.#arrive(pending);
      case "timer":
        return this.#ring(pending);
      case "action":
        return this.#act(pending, pending.action);
    }
  }

  #arrive(arrival: Arrival<V>): void {
    const { node: from, to } = arrival.sent;
    if (from !== to && this.#barriers.isBlocked(from, to)) return this.#drop(arrival.sent, "partition");
    return this.#deliver(arrival);
  }

  #deliver(arrival: Arrival<V>): void {
    const { id, node: from, to, message } = arrival.sent;
    const host = this.#host(to);
    if (!host.isUp) return this.#drop(arrival.sent, "crashed");
    if (host.isPaused) return host.wait(arrival);
    this.#record({ at: this.#now, node: to, kind: "deliver", id, from, message });
    this.#react(host, { kind: "message", from, message });
  }

  #ring(ring: Ring<V>): void {
    const { node, timer, ticket } = ring;
    const host = this.#host(node);
    if (host.isPaused) return host.wait(ring);
    if (!host.ring(timer, ticket)) return;
    this.#record({ at: this.#now, node, kind: "timer", timer });
    this.#react(host, { kind: "timer", timer });
  }

  #act(pending: Pending<V>, action: Action<V>): void {
    switch (action.kind) {
      case "request": {
        const host = this.#host(action.node);
        // A client that finds nobody there gets no answer, and the run goes on.
        if (!host.isUp) return;
        if (host.isPaused) return host.wait(pending);
        this.#record({ at: this.#now, node: action.node, kind: "request", request: action.request });
        return this.#react(host, { kind: "request", request: action.request });
      }
      case "crash":
        return this.#crash(this.#host(action.node));
      case "restart":
        return this.#restart(this.#host(action.node), action.disk ?? "kept");
      case "pause":
        return this.#pause(this.#host(action.node));
      case "resume":
        return this.#resume(this.#host(action.node));
      case "partition":
      case "cut":
      case "heal":
        this.#barriers.apply(action);
        return this.#record({ at: this.#now, ...action });
    }
  }

  #crash(host: Host<V>): void {
    if (!host.isUp) return;
    const waiting = host.crash();
    this.#record({ at: this.#now, node: host.node, kind: "crash" });
    for (const pending of waiting) {
      if (pending.kind === "arrival") this.#drop(pending.sent, "crashed");
    }
  }

  #restart(host: Host<V>, disk: "kept" | "lost"): void {
    if (host.isUp) return;
    if (disk === "lost") host.disk = null;
    this.#start(host);
  }

  #start(host: Host<V>): void {
    host.boot();
    this.#record({ at: this.#now, node: host.node, kind: "start", persisted: host.disk });
    this.#react(host, { kind: "start", persisted: host.disk });
  }

  #pause(host: Host<V>): void {
    if (!host.isUp || host.isPaused) return;
    host.isPaused = true;
    this.#record({ at: this.#now, node: host.node, kind: "pause" });
  }

  /** A process that wakes finds all that came meanwhile, and takes it in the order it came. */
  #resume(host: Host<V>): void {
    if (!host.isPaused) return;
    const waiting = host.resume();
    this.#record({ at: this.#now, node: host.node, kind: "resume" });
    for (const pending of waiting) {
      if (this.#watch.broken !== null) return;
      // A message in line has crossed the network already: no partition can hold it up any more.
      if (pending.kind === "arrival") this.#deliver(pending);
      else this.#happen(pending);
    }
  }

  #react(host: Host<V>, input: Input<V>): void {
    this.#steps++;
    this.#watch.observe(host.node, input);
    if (this.#watch.broken !== null) return;
    for (const effect of host.react(input, this.#now)) {
      if (this.#crashRules.strike(host.node, effect)) return this.#crash(host);
      this.#watch.observe(host.node, effect);
      this.#perform(host, effect);
      if (this.#watch.broken !== null) return;
    }
  }

  #perform(host: Host<V>, effect: Effect<V>): void {
    const { node } = host;
    const at = this.#now;
    switch (effect.kind) {
      case "send":
        return this.#send(node, effect.to, effect.message);
      case "persist":
        host.disk = effect.value;
        return this.#record({ at, node, kind: "persist", value: effect.value });
      case "set-timer": {
        const { timer, after } = effect;
        requireSpan(this.#setup.protocol.name, timer, after);
        const drawn = host.trueDuration(this.#timerRandom.integer(after.min, after.max));
        const ticket = this.#order++;
        host.setTimer(timer, ticket);
        this.#agenda.push({ at: at + drawn, order: ticket, kind: "timer", node, timer, ticket });
        return this.#record({ at, node, kind: "set-timer", timer, after: drawn });
      }
      case "cancel-timer":
        host.cancelTimer(effect.timer);
        return this.#record({ at, node, kind: "cancel-timer", timer: effect.timer });
      case "decide":
        this.#decisions.push({ node, at, decision: effect.decision });
        return this.#record({ at, node, kind: "decide", decision: effect.decision });
    }
  }

  #send(from: NodeId, to: NodeId, message: V["message"]): void {
    if (this.#hosts[to] === undefined) {
      throw new RangeError(
        `${this.#setup.protocol.name} sends a message to node ${to}; the nodes are 0 to ${this.#hosts.length - 1}.`,
      );
    }
    const sent: Sent<V> = { at: this.#now, node: from, kind: "send", id: this.#nextMessage++, to, message };
    this.#record(sent);
    // A trace ends with the event that broke a property; where the message goes no longer matters.
    if (this.#watch.broken !== null) return;
    const obstacle = this.#transport.stops(from, to);
    if (obstacle !== null) return this.#drop(sent, obstacle);
    this.#travel(sent);
    if (this.#transport.duplicates(from, to)) this.#travel(sent);
  }

  #travel(sent: Sent<V>): void {
    const at = this.#transport.arrival(sent.node, sent.to, this.#now);
    this.#agenda.push({ at, order: this.#order++, kind: "arrival", sent });
  }

  #drop({ id, node, to, message }: Sent<V>, why: DropReason): void {
    this.#record({ at: this.#now, node, kind: "drop", id, to, message, why });
  }

  #record(event: TraceEvent<V>): void {
    this.#eventCount++;
    if (this.#keepsTrace) this.#events.push(event);
  }

  #host(node: NodeId): Host<V> {
    return this.#hosts[node] as Host<V>;
  }

  #report(ended: Ending): Run<V> {
    const { broken } = this.#watch;
    const { seed, protocol } = this.#setup;
    return {
      trace: { protocol: protocol.name, seed, names: this.#names, events: this.#events },
      states: this.#hosts.map((host) => host.state),
      disks: this.#hosts.map((host) => host.disk),
      decisions: this.#decisions,
      endedAt: this.#now,
      ended,
      steps: this.#steps,
      violation: broken && { ...broken, seed, at: this.#now, events: this.#eventCount },
    };
  }
}
