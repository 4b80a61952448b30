import {
  createRandom,
  type Duration,
  type Effect,
  type NodeId,
  type Random,
  type Time,
  type TimerSpan,
  type Vocabulary,
} from "../core/index.ts";
import { Barriers } from "./barriers.ts";
import { CrashRules } from "./crash-rules.ts";
import type { Host } from "./host.ts";
import { calmNetwork } from "./network.ts";
import { Counter } from "./counter.ts";
import type { Arrival, Demand, Done, Pending, Sent } from "./pending.ts";
import { Agenda, type Queue } from "./queue.ts";
import { report, type Decided, type Ending, type Run } from "./run.ts";
import type { NetworkFault, NodeFault } from "./schedule.ts";
import { namesOf, requireSound, requireSoundAction, type Setup } from "./setup.ts";
import { Stage, type World } from "./stage.ts";
import { asPending, planned, Timetable } from "./timetable.ts";
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
  readonly #timetable: Timetable<V>;
  readonly #counter: Counter<V>;
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
      keepsDecisions: setup.decisions !== "off",
      observer: setup.observer,
      world: this,
    });
    this.#timetable = new Timetable(setup.schedule ?? [], this.#names.length);
    this.#counter = new Counter(this.#stage, setup.work, (host, at) => this.#appoint(host, at));
  }

  run(): Run<V> {
    this.#plan();
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
      // Only now: what comes next may depend on what has just happened.
      if (next.order === planned) this.#plan();
    }
  }

  #plan(): void {
    const next = this.#timetable.next();
    if (next !== null) this.#agenda.push(next);
  }

  #happen(pending: Pending<V>): void {
    switch (pending.kind) {
      case "arrival":
        return this.#arrive(pending);
      case "timer":
        return this.#counter.reach(this.#stage.host(pending.node), pending);
      case "request":
        return this.#ask(pending);
      case "done":
        return this.#counter.finish(this.#stage.host(pending.node), pending);
      case "fault":
        return this.#strike(pending.fault);
    }
  }

  #arrive(arrival: Arrival<V>): void {
    const { node: from, to } = arrival.sent;
    if (from !== to && this.#barriers.isBlocked(from, to)) return this.#stage.drop(arrival.sent, "partition");
    const host = this.#stage.host(to);
    if (!host.isUp) return this.#stage.drop(arrival.sent, "crashed");
    this.#counter.reach(host, arrival);
  }

  /** A client that finds nobody there gets no answer, and the run goes on. */
  #ask(demand: Demand<V>): void {
    const host = this.#stage.host(demand.node);
    if (host.isUp) this.#counter.reach(host, demand);
  }

  #strike(fault: NodeFault | NetworkFault): void {
    const stage = this.#stage;
    switch (fault.kind) {
      case "crash": {
        const host = stage.host(fault.node);
        if (host.isUp) stage.crash(host);
        return;
      }
      case "restart":
        return this.#restart(stage.host(fault.node), fault.disk ?? "kept");
      case "pause":
        return this.#counter.pause(stage.host(fault.node));
      case "resume":
        return this.#counter.resume(stage.host(fault.node));
      case "partition":
      case "cut":
      case "heal":
        this.#barriers.apply(fault);
        return stage.record({ at: stage.now, ...fault });
    }
  }

  #restart(host: Host<V>, disk: "kept" | "lost"): void {
    if (host.isUp) return;
    if (disk === "lost") host.disk = null;
    this.#stage.start(host);
  }

  carry(sent: Sent<V>): void {
    const { node: from, to } = sent;
    const obstacle = this.#transport.stops(from, to, sent.at);
    if (obstacle !== null) return this.#stage.drop(sent, obstacle);
    this.#travel(sent);
    if (this.#transport.duplicates(from, to, sent.at)) this.#travel(sent);
  }

  #travel(sent: Sent<V>): void {
    const at = this.#transport.arrival(sent.node, sent.to, this.#stage.now);
    this.#agenda.push({ at, order: this.#order++, kind: "arrival", sent });
  }

  #appoint({ node }: Host<V>, at: Time): Done {
    const due: Done = { at, order: this.#order++, kind: "done", node };
    this.#agenda.push(due);
    return due;
  }

  wind(host: Host<V>, timer: V["timer"], { min, max }: TimerSpan): Duration {
    const drawn = host.trueDuration(this.#timerRandom.integer(min, max));
    const { node } = host;
    const ticket = this.#order++;
    host.setTimer(timer, ticket);
    this.#agenda.push({ at: this.#stage.now + drawn, order: ticket, kind: "timer", node, timer, ticket });
    return drawn;
  }

  hear(decided: Decided<V>): void {
    const { clients } = this.#setup;
    if (clients === undefined) return;
    for (const scheduled of clients(decided)) {
      requireSoundAction(scheduled, this.#names.length);
      if (scheduled.at < decided.at) {
        throw new RangeError(
          `setup.clients answers an event at ${decided.at} with something at ${scheduled.at}, which is past.`,
        );
      }
      this.#agenda.push(asPending(scheduled, this.#order++));
    }
  }

  strikes(node: NodeId, effect: Effect<V>): boolean {
    return this.#crashRules.strike(node, effect);
  }
}
