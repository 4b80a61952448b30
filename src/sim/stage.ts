import type {
  Duration,
  Effect,
  Input,
  NodeId,
  Property,
  Protocol,
  Time,
  TimerSpan,
  Transition,
  Vocabulary,
} from "../core/index.ts";
import { Host } from "./host.ts";
import type { Sent } from "./pending.ts";
import { Watch, type Broken } from "./properties.ts";
import type { Decided } from "./run.ts";
import { requireSpan } from "./setup.ts";
import type { DropReason, InputEvent, TraceEvent } from "./trace.ts";
import type { Job } from "./work.ts";

/** What there is besides the nodes: whoever decides when things happen. */
export interface World<V extends Vocabulary> {
  /** A message has been sent. */
  carry(sent: Sent<V>): void;
  /** A timer has been set; returns how long it will run, in true time. */
  wind(host: Host<V>, timer: V["timer"], after: TimerSpan): Duration;
  /** A node has announced something. */
  hear(decided: Decided<V>): void;
  /** Whether the node dies now, with this effect still undone. */
  strikes(node: NodeId, effect: Effect<V>): boolean;
}

export interface StageOptions<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  readonly names: readonly string[];
  readonly clockRates: readonly number[];
  readonly properties: readonly Property<V>[];
  readonly keepsTrace: boolean;
  readonly keepsDecisions: boolean;
  readonly observer?: ((event: TraceEvent<V>) => void) | undefined;
  readonly world: World<V>;
}

/** The nodes of a run, what they do, and the record of it. What happens to them, and when, is the world's affair. */
export class Stage<V extends Vocabulary> {
  readonly hosts: readonly Host<V>[];
  readonly events: TraceEvent<V>[] = [];
  readonly decisions: Decided<V>[] = [];
  now: Time = 0;
  steps = 0;
  eventCount = 0;
  readonly #protocol: string;
  readonly #watch: Watch<V>;
  readonly #keepsTrace: boolean;
  readonly #keepsDecisions: boolean;
  readonly #observer: ((event: TraceEvent<V>) => void) | undefined;
  readonly #world: World<V>;
  #nextMessage = 0;

  constructor(options: StageOptions<V>) {
    const { protocol, names, clockRates, properties, keepsTrace, keepsDecisions, observer, world } = options;
    this.hosts = names.map((_, node) => new Host(protocol, node, clockRates[node] ?? 1));
    this.#protocol = protocol.name;
    this.#watch = new Watch(properties);
    this.#keepsTrace = keepsTrace;
    this.#keepsDecisions = keepsDecisions;
    this.#observer = observer;
    this.#world = world;
  }

  /** The first property to break, once one has: then the run is over. */
  get broken(): Broken | null {
    return this.#watch.broken;
  }

  host(node: NodeId): Host<V> {
    return this.hosts[node] as Host<V>;
  }

  start(host: Host<V>): void {
    host.boot();
    this.record({ at: this.now, node: host.node, kind: "start", persisted: host.disk });
    this.#react(host, { kind: "start", persisted: host.disk });
  }

  /** @param job - the step, if it was taken beforehand because it kept the node busy until now. */
  deliver(host: Host<V>, { id, node: from, message }: Sent<V>, job?: Job<V>): void {
    this.#recordInput({ at: this.now, node: host.node, kind: "deliver", id, from, message }, job);
    this.#react(host, { kind: "message", from, message }, job?.transition);
  }

  ring(host: Host<V>, timer: V["timer"], job?: Job<V>): void {
    this.#recordInput({ at: this.now, node: host.node, kind: "timer", timer }, job);
    this.#react(host, { kind: "timer", timer }, job?.transition);
  }

  request(host: Host<V>, request: V["request"], job?: Job<V>): void {
    this.#recordInput({ at: this.now, node: host.node, kind: "request", request }, job);
    this.#react(host, { kind: "request", request }, job?.transition);
  }

  crash(host: Host<V>): void {
    const lost = host.crash();
    this.record({ at: this.now, node: host.node, kind: "crash" });
    for (const cause of lost) {
      if (cause.kind === "arrival") this.drop(cause.sent, "crashed");
    }
  }

  drop({ id, node, to, message }: Sent<V>, why: DropReason): void {
    this.record({ at: this.now, node, kind: "drop", id, to, message, why });
  }

  record(event: TraceEvent<V>): void {
    this.eventCount++;
    if (this.#keepsTrace) this.events.push(event);
    this.#observer?.(event);
  }

  #recordInput(event: InputEvent<V>, job?: Job<V>): void {
    this.record(job === undefined ? event : { ...event, ...job.served });
  }

  #react(host: Host<V>, input: Input<V>, transition?: Transition<V>): void {
    this.steps++;
    this.#watch.observe(host.node, input);
    if (this.#watch.broken !== null) return;
    for (const effect of host.become(transition ?? host.consider(input, this.now))) {
      if (this.#world.strikes(host.node, effect)) return this.crash(host);
      this.#watch.observe(host.node, effect);
      this.#perform(host, effect);
      if (this.#watch.broken !== null) return;
    }
  }

  #perform(host: Host<V>, effect: Effect<V>): void {
    const { node } = host;
    const at = this.now;
    switch (effect.kind) {
      case "send":
        return this.#send(node, effect.to, effect.message);
      case "persist":
        host.disk = effect.value;
        return this.record({ at, node, kind: "persist", value: effect.value });
      case "set-timer": {
        const { timer, after } = effect;
        requireSpan(this.#protocol, timer, after);
        return this.record({
          at,
          node,
          kind: "set-timer",
          timer,
          after: this.#world.wind(host, timer, after),
        });
      }
      case "cancel-timer":
        host.cancelTimer(effect.timer);
        return this.record({ at, node, kind: "cancel-timer", timer: effect.timer });
      case "decide":
        return this.#decide({ node, at, decision: effect.decision });
    }
  }

  #decide(decided: Decided<V>): void {
    if (this.#keepsDecisions) this.decisions.push(decided);
    this.record({ at: decided.at, node: decided.node, kind: "decide", decision: decided.decision });
    this.#world.hear(decided);
  }

  #send(from: NodeId, to: NodeId, message: V["message"]): void {
    if (this.hosts[to] === undefined) {
      throw new RangeError(
        `${this.#protocol} sends a message to node ${to}; the nodes are 0 to ${this.hosts.length - 1}.`,
      );
    }
    const sent: Sent<V> = { at: this.now, node: from, kind: "send", id: this.#nextMessage++, to, message };
    this.record(sent);
    // A trace ends with the event that broke a property; where the message goes no longer matters.
    if (this.#watch.broken === null) this.#world.carry(sent);
  }
}
