import {
  inWords,
  type Name,
  type NodeId,
  type Phrasebook,
  type Time,
  type Vocabulary,
} from "../core/index.ts";
import type { FaultEvent, InputEvent, Trace, TraceEvent } from "./trace.ts";

/** One thing that happened and everything its node did about it, as a sentence. */
export interface Sentence {
  readonly at: Time;
  readonly text: string;
  /** Which events of the trace it tells, from `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
}

/**
 * A run as a story: a sentence for every input of a node, with all it did about it, and one for every fault.
 *
 * The first starts of nodes are left out, unless they did something; so are timers that were set.
 *
 * @param phrases how this protocol is spoken of; by default its messages are spelt out.
 */
export function tell<V extends Vocabulary>(trace: Trace<V>, phrases?: Phrasebook<V>): readonly Sentence[] {
  const { events, names } = trace;
  const teller = new Teller((node) => names[node] ?? `node ${node}`, phrases ?? spelledOut);
  const sentences: Sentence[] = [];
  for (let from = 0, to = 1; from < events.length; from = to++) {
    const [first] = [events[from] as TraceEvent<V>];
    while (to < events.length && isEffectOf(first, events[to] as TraceEvent<V>)) to++;
    const text = teller.sentence(first, events.slice(from + 1, to));
    if (text !== null) sentences.push({ at: first.at, text, from, to });
  }
  return sentences;
}

type EffectOf<V extends Vocabulary> = Extract<
  TraceEvent<V>,
  { kind: "persist" | "send" | "set-timer" | "cancel-timer" | "decide" }
>;

function isEffectOf<V extends Vocabulary>(input: TraceEvent<V>, event: TraceEvent<V>): boolean {
  switch (event.kind) {
    case "persist":
    case "send":
    case "set-timer":
    case "cancel-timer":
    case "decide":
      return "node" in input && input.node === event.node && input.at === event.at;
    case "crash":
    case "start":
    case "deliver":
    case "timer":
    case "request":
    case "pause":
    case "resume":
    case "drop":
    case "partition":
    case "cut":
    case "heal":
      return false;
  }
}

class Teller<V extends Vocabulary> {
  readonly #name: Name;
  readonly #phrases: Phrasebook<V>;
  readonly #crashed = new Set<NodeId>();

  constructor(name: Name, phrases: Phrasebook<V>) {
    this.#name = name;
    this.#phrases = phrases;
  }

  sentence(event: TraceEvent<V>, effects: readonly TraceEvent<V>[]): string | null {
    const deeds = this.#deeds(effects.filter((effect) => isEffect(effect)));
    const did = deeds.length === 0 ? "" : `; it ${listed(deeds)}`;
    switch (event.kind) {
      case "deliver": {
        const { node, from, message } = event;
        const sender = from === node ? "itself" : this.#name(from);
        const letter = this.#phrases.letter(message, this.#name);
        return `${this.#name(node)} receives ${letter} from ${sender}${did}.`;
      }
      case "request": {
        const name = this.#name(event.node);
        const about = deeds.length === 0 ? "" : `; ${name} ${listed(deeds)}`;
        return `A client asks ${name} ${this.#phrases.wish(event.request, this.#name)}${about}.`;
      }
      case "timer":
        return `${possessive(this.#name(event.node))} ${event.timer} timer rings${did}.`;
      case "start":
        return this.#start(event, deeds);
      default:
        return isEffect(event) ? null : this.#fault(event);
    }
  }

  #start({ node, persisted }: InputEvent<V> & { kind: "start" }, deeds: readonly string[]): string | null {
    const name = this.#name(node);
    if (this.#crashed.has(node)) {
      const disk = persisted === null ? "finds its disk empty" : "reads its disk";
      return `${name} starts again: it ${listed([disk, ...deeds])}.`;
    }
    return deeds.length === 0 ? null : `${name} starts and ${listed(deeds)}.`;
  }

  #fault(event: FaultEvent<V>): string {
    const list = (members: readonly NodeId[]): string => listed(members.map(this.#name));
    switch (event.kind) {
      case "crash":
        this.#crashed.add(event.node);
        return `${this.#name(event.node)} crashes.`;
      case "drop": {
        const letter = this.#phrases.letter(event.message, this.#name);
        return `${capital(letter)} from ${this.#name(event.node)} to ${this.#name(event.to)} is lost${because[event.why]}.`;
      }
      case "pause":
        return `${this.#name(event.node)} stands still.`;
      case "resume":
        return `${this.#name(event.node)} goes on.`;
      case "partition":
        return `The network splits (${event.label}): ${event.groups.map(list).join(" | ")}.`;
      case "cut":
        return `Nothing gets from ${list(event.from)} to ${list(event.to)} any more (${event.label}).`;
      case "heal":
        return `The network is mended (${event.label}).`;
    }
  }

  /** What a node does, in order; the same thing said to several nodes is one deed. */
  #deeds(effects: readonly EffectOf<V>[]): readonly string[] {
    const deeds: { readonly act: string; readonly to: string[] }[] = [];
    for (const effect of effects) {
      switch (effect.kind) {
        case "send": {
          const act = this.#phrases.act(effect.message, this.#name);
          const receiver = effect.to === effect.node ? "itself" : this.#name(effect.to);
          const last = deeds.at(-1);
          if (last?.act === act) last.to.push(receiver);
          else deeds.push({ act, to: [receiver] });
          break;
        }
        case "persist":
          deeds.push({ act: "writes to disk", to: [] });
          break;
        case "decide":
          deeds.push({ act: this.#phrases.decision(effect.decision, this.#name), to: [] });
          break;
        case "set-timer":
        case "cancel-timer":
          break;
      }
    }
    return deeds.map(({ act, to }) => (to.length === 0 ? act : `${act} → ${to.join(", ")}`));
  }
}

function isEffect<V extends Vocabulary>(event: TraceEvent<V>): event is EffectOf<V> {
  return ["persist", "send", "set-timer", "cancel-timer", "decide"].includes(event.kind);
}

/** For protocols that have no phrases of their own. */
const spelledOut: Phrasebook<Vocabulary> = {
  letter: inWords,
  act: (message) => `sends ${inWords(message)}`,
  wish: (request) => `for ${inWords(request)}`,
  decision: (decision) => `decides ${inWords(decision)}`,
};

const because: Record<Extract<FaultEvent, { kind: "drop" }>["why"], string> = {
  loss: "",
  partition: ": the network is split",
  crashed: ": nobody is there",
};

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const possessive = (name: string): string => (name.endsWith("s") ? `${name}’` : `${name}’s`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
