import type { Vocabulary } from "../../core/index.ts";
import { namesOf, type Model, type NetworkModel } from "../model.ts";
import { Answers } from "./answers.ts";
import { Census } from "./census.ts";
import { Events } from "./events.ts";
import { Hosts } from "./hosts.ts";
import type { Listeners } from "./listeners.ts";
import { Observers } from "./observers.ts";
import { Stepper } from "./stepper.ts";
import { Steps } from "./steps.ts";
import { Worlds } from "./worlds.ts";

/** All that is numbered in the exploration of a model, and where in a vector it stands (see {@link Candidate}). */
export class Parts<V extends Vocabulary> {
  readonly census = new Census();
  /** How many there are. A vector begins with a number for each. */
  readonly nodes: number;
  readonly kind: NetworkModel["kind"];
  readonly events: Events<V>;
  readonly hosts: Hosts<V>;
  readonly worlds: Worlds<V>;
  readonly observers: Observers<V>;
  readonly steps: Steps<V>;
  readonly listeners: Listeners;
  /** The world from the moment at which a listener is told something; -1 if there are none. */
  readonly aftermath: number;
  readonly #stepper: Stepper<V>;

  constructor(model: Model<V>) {
    const { census } = this;
    const everybody = [...namesOf(model).keys()];
    this.nodes = everybody.length;
    this.kind = model.network?.kind ?? "unordered";
    const events = new Events<V>(this.nodes, census);
    const hosts = new Hosts(events, model.crashes?.disk === "may be lost", census);
    const observers = new Observers(model.properties ?? [], census);
    this.#stepper = new Stepper(model.protocol, this.nodes);
    const answers = new Answers(this.#stepper, events, hosts);
    this.events = events;
    this.hosts = hosts;
    this.observers = observers;
    this.worlds = new Worlds(model, events, census);
    this.steps = new Steps(model, { answers, events, hosts, observers });
    const { listeners } = model;
    this.listeners = {
      isListener: everybody.map((node) => listeners?.includes(node) ?? false),
      forgotten: everybody.map((node) => (listeners === undefined ? -1 : hosts.forgotten(node))),
    };
    this.aftermath = listeners === undefined ? -1 : this.worlds.aftermath();
  }

  /** Where in a vector the number of what observers remember stands. */
  get memorySlot(): number {
    return this.nodes;
  }

  /** Where the number of what is left of requests and faults stands. */
  get worldSlot(): number {
    return this.nodes + 1;
  }

  /** Where the messages begin. */
  get base(): number {
    return this.nodes + 2;
  }

  get handlerCalls(): number {
    return this.#stepper.calls;
  }

  get bytes(): number {
    return this.events.bytes + this.hosts.bytes + this.observers.bytes + this.steps.bytes;
  }
}
