import {
  createRandom,
  type Duration,
  type Effect,
  type NodeId,
  type Random,
  type TimerSpan,
  type Vocabulary,
} from "../core/index.ts";
import { Barriers } from "./barriers.ts";
import { CrashRules } from "./crash-rules.ts";
import type { Host } from "./host.ts";
import { calmNetwork } from "./network.ts";
import type { Arrival, Pending, Ring, Sent } from "./pending.ts";
import { Agenda, type Queue } from "./queue.ts";
import { report, type Ending, type Run } from "./run.ts";
import type { Action } from "./schedule.ts";
import { namesOf, requireSound, type Setup } from "./setup.ts";
import { Stage, type World } from "./stage.ts";
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

/** A world ruled by chance: latencies, losses and timers are drawn from the seed. */
class Simulation<V extends Vocabulary> implements World<V> {
  readonly #setup: Setup<V>;
  readonly #names: readonly string[];
  readonly #stage: Stage<V>;
  readonly #agenda: Queue<Pending<V>>;
  readonly #barriers = new Barriers();
  readonly #transport: Transport;
  readonly #timerRandom: Random;
  readonly #crashRules: CrashRules<V>;
  #order = 0;

  constructor(setup: Setup<V>, agenda: Queue<Pending<V>>) {
    const random = createRandom(setup.seed);
    this.#setup = setup;
    this.#agenda = agenda;
    this.#names = namesOf(setup.nodes);
    this.#transport = new Transport(
      setup.network ?? calmNetwork,
      this.#barriers,
      this.#names.length,
      random.fork(),
    );
    this.#timerRandom = random.fork();
    this.#crashRules = new CrashRules(setup.crashBefore ?? []);
    this.#stage = new Stage({
      protocol: setup.protocol,
      names: this.#names,
      clockRates: setup.clockRates ?? [],
      properties: setup.properties ?? [],
      keepsTrace: setup.trace !== "off",
      observer: setup.observer,
      world: this,
    });
  }

  run(): Run<V> {
    for (const { at, action } of this.#setup.schedule ?? []) {
      this.#agenda.push({ at, order: this.#order++, kind: "action", action });
    }
    for (const host of this.#stage.hosts) {
      if (this.#stage.broken === null) this.#stage.start(host);
    }
    const ended = this.#loop();
    const { protocol, seed } = this.#setup;
    return report(this.#stage, { protocol: protocol.name, seed, names: this.#names, ended });
  }

  #loop(): Ending {
    const { untilTime = Infinity, untilSteps = 1_000_000 } = this.#setup;
    const stage = this.#stage;
    for (;;) {
      if (stage.broken !== null) return "violation";
      if (stage.steps >= untilSteps) return "step limit";
      const next = this.#agenda.pop();
      if (next === undefined) return "quiet";
      if (next.at > untilTime) {
        stage.now = untilTime;
        return "time limit";
      }
      stage.now = next.at;
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
    if (from !== to && this.#barriers.isBlocked(from, to)) return this.#stage.drop(arrival.sent, "partition");
    return this.#deliver(arrival);
  }

  #deliver(arrival: Arrival<V>): void {
    const host = this.#stage.host(arrival.sent.to);
    if (!host.isUp) return this.#stage.drop(arrival.sent, "crashed");
    if (host.isPaused) return host.wait(arrival);
    this.#stage.deliver(host, arrival.sent);
  }

  #ring(ring: Ring<V>): void {
    const { node, timer, ticket } = ring;
    const host = this.#stage.host(node);
    if (host.isPaused) return host.wait(ring);
    if (host.ring(timer, ticket)) this.#stage.ring(host, timer);
  }

  #act(pending: Pending<V>, action: Action<V>): void {
    const stage = this.#stage;
    switch (action.kind) {
      case "request": {
        const host = stage.host(action.node);
        // A client that finds nobody there gets no answer, and the run goes on.
        if (!host.isUp) return;
        if (host.isPaused) return host.wait(pending);
        return stage.request(host, action.request);
      }
      case "crash": {
        const host = stage.host(action.node);
        if (host.isUp) stage.crash(host);
        return;
      }
      case "restart":
        return this.#restart(stage.host(action.node), action.disk ?? "kept");
      case "pause":
        return this.#pause(stage.host(action.node));
      case "resume":
        return this.#resume(stage.host(action.node));
      case "partition":
      case "cut":
      case "heal":
        this.#barriers.apply(action);
        return stage.record({ at: stage.now, ...action });
    }
  }

  #restart(host: Host<V>, disk: "kept" | "lost"): void {
    if (host.isUp) return;
    if (disk === "lost") host.disk = null;
    this.#stage.start(host);
  }

  #pause(host: Host<V>): void {
    if (!host.isUp || host.isPaused) return;
    host.isPaused = true;
    this.#stage.record({ at: this.#stage.now, node: host.node, kind: "pause" });
  }

  /** A process that wakes finds all that came meanwhile, and takes it in the order it came. */
  #resume(host: Host<V>): void {
    if (!host.isPaused) return;
    const waiting = host.resume();
    this.#stage.record({ at: this.#stage.now, node: host.node, kind: "resume" });
    for (const pending of waiting) {
      if (this.#stage.broken !== null) return;
      // A message in line has crossed the network already: no partition can hold it up any more.
      if (pending.kind === "arrival") this.#deliver(pending);
      else this.#happen(pending);
    }
  }

  carry(sent: Sent<V>): void {
    const { node: from, to } = sent;
    const obstacle = this.#transport.stops(from, to);
    if (obstacle !== null) return this.#stage.drop(sent, obstacle);
    this.#travel(sent);
    if (this.#transport.duplicates(from, to)) this.#travel(sent);
  }

  #travel(sent: Sent<V>): void {
    const at = this.#transport.arrival(sent.node, sent.to, this.#stage.now);
    this.#agenda.push({ at, order: this.#order++, kind: "arrival", sent });
  }

  wind(host: Host<V>, timer: V["timer"], { min, max }: TimerSpan): Duration {
    const drawn = host.trueDuration(this.#timerRandom.integer(min, max));
    const { node } = host;
    const ticket = this.#order++;
    host.setTimer(timer, ticket);
    this.#agenda.push({ at: this.#stage.now + drawn, order: ticket, kind: "timer", node, timer, ticket });
    return drawn;
  }

  strikes(node: NodeId, effect: Effect<V>): boolean {
    return this.#crashRules.strike(node, effect);
  }
}
