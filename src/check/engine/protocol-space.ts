import type { NodeId, ScriptAction, Vocabulary } from "../../core/index.ts";
import type { Model, NetworkModel } from "../model.ts";
import { outsideFromTheStart } from "../sound.ts";
import { beginning } from "./beginning.ts";
import { Candidate } from "./candidate.ts";
import type { Census } from "./census.ts";
import type { Events } from "./events.ts";
import { Futures, maySkipDeadMessages } from "./futures.ts";
import type { Hosts } from "./hosts.ts";
import { actionOf, cutShort, how } from "./how.ts";
import { requireQuiet, type Listeners } from "./listeners.ts";
import type { Liveness } from "./liveness.ts";
import type { Observers } from "./observers.ts";
import { Parts } from "./parts.ts";
import { field, isOutside, isStill, recordSize, type Records } from "./records.ts";
import type { NumberedStep, Sink, Space } from "./space.ts";
import type { Steps } from "./steps.ts";
import type { Worlds } from "./worlds.ts";

/** A protocol, its network and its faults as a {@link Space}: the same meaning as in ../reference, in numbers. */
export class ProtocolSpace<V extends Vocabulary> implements Space<ScriptAction<V>> {
  readonly parts: Parts<V>;
  readonly #model: Model<V>;
  readonly #nodes: number;
  readonly #base: number;
  readonly #kind: NetworkModel["kind"];
  /** Whether a message that would change nothing may stay in flight (see ../reference/actions.ts for why). */
  readonly #canWait: boolean;
  readonly #ringsTimers: boolean;
  // The parts by themselves: one look-up less on the way to each.
  readonly #events: Events<V>;
  readonly #hosts: Hosts<V>;
  readonly #worlds: Worlds<V>;
  readonly #observers: Observers<V>;
  readonly #steps: Steps<V>;
  readonly #records: Records;
  readonly #listeners: Listeners;
  readonly #aftermath: number;
  readonly candidate: Candidate;
  #liveness: Liveness | null = null;

  // The state that is being expanded.
  #vector: Int32Array = new Int32Array(0);
  #length = 0;
  #hash = 0;
  #sink: Sink | null = null;
  #how = 0;
  #what = 0;
  /** Whether the state expanded last can change by nothing but faults. */
  isAtRest = false;

  constructor(model: Model<V>) {
    const parts = new Parts(model);
    const { events, hosts, worlds, observers, steps, listeners, aftermath, nodes, base, kind } = parts;
    this.parts = parts;
    this.#model = model;
    this.#nodes = nodes;
    this.#base = base;
    this.#kind = kind;
    this.#canWait = kind !== "fifo";
    this.#ringsTimers = model.timers !== "off";
    this.#events = events;
    this.#hosts = hosts;
    this.#worlds = worlds;
    this.#observers = observers;
    this.#steps = steps;
    this.#records = steps.records;
    this.#listeners = listeners;
    this.#aftermath = aftermath;
    this.candidate = new Candidate(steps.records, events.link, kind, nodes);
  }

  get census(): Census {
    return this.parts.census;
  }

  get bytes(): number {
    return this.parts.bytes + (this.#liveness?.bytes ?? 0);
  }

  /** Whether messages that can mean nothing any more are being left out of states. */
  get leavesOutDeadMessages(): boolean {
    return this.#liveness !== null;
  }

  begin(sink: Sink): void {
    const candidate = this.candidate;
    const { vector, sightings, broken, isBeyond } = beginning(this.parts, candidate, (event) => {
      this.#how = how.restart;
      this.#what = event;
    });
    if (isBeyond) throw outsideFromTheStart(this.#model.within!.name);
    this.#liveness = this.#lookAhead(vector);
    candidate.build(vector, vector.length, candidate.hashOf(vector, vector.length), -1, -1);
    this.#sink = sink;
    this.#offer(this.#how, this.#what, vector[this.#nodes + 1]!);
    if (sightings !== 0) sink.sighted(sightings);
    if (broken !== null) sink.broken(broken.property, broken.problem);
  }

  /** Null if all messages are to be kept. */
  #lookAhead(initial: Int32Array): Liveness | null {
    if (!maySkipDeadMessages(this.#model)) return null;
    const futures = new Futures(this.#model, this.parts);
    return futures.liveness([...initial.subarray(0, this.#nodes)], [...initial.subarray(this.#base)]);
  }

  expand(vector: Int32Array, length: number, sink: Sink): void {
    this.#vector = vector;
    this.#length = length;
    this.#hash = this.candidate.hashOf(vector, length);
    this.#sink = sink;
    this.isAtRest = true;
    this.#deliveries();
    if (this.#ringsTimers) this.#rings();
    this.#submissions();
    if (this.#model.crashes !== undefined) this.#crashesAndRestarts();
  }

  script(steps: readonly NumberedStep[]): readonly ScriptAction<V>[] {
    return steps.map(({ how, what }) => actionOf(this.#events, how, what));
  }

  /** What is being worked out; to blame a fault of the protocol's code on. */
  get current(): NumberedStep {
    return { how: this.#how, what: this.#what };
  }

  #deliveries(): void {
    const vector = this.#vector;
    const node = this.#events.node;
    const { isUp } = this.#hosts;
    const { isListener } = this.#listeners;
    const world = vector[this.#nodes + 1]!;
    const memory = vector[this.#nodes]!;
    const { loss, duplication } = this.#worlds.faults(world);
    for (let index = this.#base; index < this.#length; index++) {
      const message = vector[index]!;
      if (index > this.#base && !this.#isNext(vector[index - 1]!, message)) continue;
      const to = node[message]!;
      const host = vector[to]!;
      if (isListener[to]!) this.#tell(message, to, index);
      else if (isUp[host]!) {
        const record = this.#recordOf(how.deliver, message, host);
        if (!this.#canWait || !this.#changesNothing(record, memory)) {
          this.#node(how.deliver, message, to, index, world, record);
          if (duplication > 0) this.#duplicate(message, to, world, record);
        }
        if (loss > 0) this.#drop(message, index, this.#worlds.spend(world, "loss"));
      } else if (this.#kind === "fifo") this.#drop(message, index, world);
    }
  }

  /** A listener hears of it, and nothing else happens from now on. */
  #tell(message: number, to: NodeId, index: number): void {
    const record = this.#recordOf(how.deliver, message, this.#vector[to]!);
    const { cells } = this.#records;
    const host = cells[recordSize * record + field.host]!;
    requireQuiet(to, cells[recordSize * record + field.sentCount]!, this.#hosts.timers[host]!.length);
    this.#take(how.deliver, message, to, index, this.#aftermath, record);
  }

  #duplicate(message: number, to: NodeId, world: number, record: number): void {
    this.#node(how.duplicate, message, to, -1, this.#worlds.spend(world, "duplication"), record);
  }

  /** Whether a message behind this other one may arrive as well, and is not the same once more. */
  #isNext(previous: number, message: number): boolean {
    if (this.#kind !== "fifo") return previous !== message;
    return this.#events.link[previous] !== this.#events.link[message];
  }

  #rings(): void {
    const world = this.#vector[this.#nodes + 1]!;
    for (let node = 0; node < this.#nodes; node++) {
      for (const timer of this.#hosts.timers[this.#vector[node]!]!)
        this.#nodeStep(how.timer, timer, node, world);
    }
  }

  #submissions(): void {
    for (const { event, after } of this.#worlds.submissions(this.#vector[this.#nodes + 1]!)) {
      const node = this.#events.node[event]!;
      if (this.#hosts.isUp[this.#vector[node]!]!) this.#nodeStep(how.request, event, node, after);
    }
  }

  #crashesAndRestarts(): void {
    const world = this.#vector[this.#nodes + 1]!;
    const maySpend = this.#worlds.faults(world).crashes > 0;
    for (let node = 0; node < this.#nodes; node++) {
      const host = this.#vector[node]!;
      for (const event of this.#hosts.restarts[host]!) this.#nodeStep(how.restart, event, node, world);
      const mayCrash = maySpend && this.#hosts.isUp[host]! && !this.#listeners.isListener[node]!;
      if (mayCrash) this.#crash(node, this.#worlds.spend(world, "crashes"));
    }
  }

  /** Whether the step changes neither node, network nor memory; a look at the record is mostly enough. */
  #changesNothing(record: number, memory: number): boolean {
    const { cells } = this.#records;
    const at = recordSize * record;
    if ((cells[at + field.flags]! & isStill) === 0 || cells[at + field.cuts] !== 0) return false;
    if (cells[at + field.deaf] === memory) return true;
    if (this.#observers.after(memory, cells[at + field.sight]!) !== memory) return false;
    cells[at + field.deaf] = memory;
    return true;
  }

  #nodeStep(code: number, event: number, node: NodeId, world: number): void {
    this.#node(code, event, node, -1, world, this.#recordOf(code, event, this.#vector[node]!));
  }

  /** A node takes a step; and, where crashes are possible, the same step cut short. */
  #node(code: number, event: number, node: NodeId, removed: number, world: number, record: number): void {
    const isTaken = this.#take(code, event, node, removed, world, record);
    if (isTaken && code !== how.duplicate) this.isAtRest = false;
    const cuts = this.#records.cells[recordSize * record + field.cuts]!;
    if (cuts === 0 || this.#worlds.faults(world).crashes === 0) return;
    const after = this.#worlds.spend(world, "crashes");
    for (let done = 1; done <= cuts; done++) {
      this.#take(code + cutShort * done, event, node, removed, after, record + done);
    }
  }

  #recordOf(code: number, event: number, host: number): number {
    this.#how = code;
    this.#what = event;
    return this.#steps.record(host, event);
  }

  /** Whether the candidate is the state that is being expanded. */
  #isBefore(): boolean {
    const { vector, length } = this.candidate;
    for (let slot = 0; slot < length; slot++) {
      if (vector[slot] !== this.#vector[slot]) return false;
    }
    return length === this.#length;
  }

  #crash(node: NodeId, world: number): void {
    this.candidate.build(this.#vector, this.#length, this.#hash, -1, -1);
    this.candidate.set(node, this.#hosts.crashed(this.#vector[node]!));
    this.#offer(how.crash, node, world);
  }

  #drop(message: number, removed: number, world: number): void {
    this.candidate.build(this.#vector, this.#length, this.#hash, removed, -1);
    this.#offer(how.drop, message, world);
  }

  #offer(code: number, what: number, world: number): void {
    const candidate = this.candidate;
    candidate.set(this.#nodes + 1, world);
    if (world === this.#aftermath) candidate.keepListeners(this.#listeners, this.#events.node);
    if (this.#liveness !== null) candidate.dropDead(this.#liveness, this.#events.node, this.#listeners);
    candidate.finish();
    this.#sink!.offer(candidate.vector, candidate.length, candidate.hash, code, what);
  }

  /** Offers what the record comes to. False if that is nothing. */
  #take(code: number, event: number, node: NodeId, removed: number, world: number, record: number): boolean {
    const sink = this.#sink!;
    const { cells } = this.#records;
    const at = recordSize * record;
    const flags = cells[at + field.flags]!;
    const memoryBefore = this.#vector[this.#nodes]!;
    const memory = this.#observers.after(memoryBefore, cells[at + field.sight]!);
    const kind = code & (cutShort - 1);
    const isDelivery = kind <= how.duplicate;
    const mayWait = kind === how.duplicate || (isDelivery && this.#canWait);
    if (mayWait && (flags & isStill) !== 0 && memory === memoryBefore) return false;
    if ((flags & isOutside) !== 0) {
      sink.outside();
      return true;
    }
    const candidate = this.candidate;
    const gone = this.#kind === "set" ? -1 : removed;
    candidate.build(this.#vector, this.#length, this.#hash, gone, record);
    candidate.set(node, cells[at + field.host]!);
    candidate.set(this.#nodes, memory);
    // In a message set, to say again what was said before is to say nothing.
    if (isDelivery && this.#kind === "set" && candidate.hash === this.#hash && this.#isBefore()) return false;
    this.#offer(code, event, world);
    const sightings = cells[at + field.sightings]!;
    if (sightings !== 0) sink.sighted(sightings);
    const { broken } = this.#observers;
    if (broken !== null) sink.broken(broken.property, broken.problem);
    return true;
  }
}
