import type { Effect, Input, Vocabulary } from "../../core/index.ts";
import type { Events } from "./events.ts";
import { Interner } from "./interner.ts";
import { PairMap } from "./pair-map.ts";
import type { Stepper } from "./stepper.ts";

/** What the protocol's code says to one input in one state. */
export interface Answer<V extends Vocabulary> {
  readonly input: Input<V>;
  /** Number of the input, at its node. */
  readonly inputId: number;
  /** Number of the state after. */
  readonly state: number;
  readonly effects: readonly Effect<V>[];
  readonly effectsId: number;
  /** For each effect, the message it sends, or -1. */
  readonly sent: readonly number[];
}

/** Asks the protocol's code once for each state and input, and remembers what it said. */
export class Answers<V extends Vocabulary> {
  readonly states: Interner<V["state"]>;
  readonly disks: Interner<V["persisted"] | null>;
  readonly #effects = new Interner<readonly Effect<V>[]>();
  readonly #stepper: Stepper<V>;
  readonly #events: Events<V>;
  /** (event, disk) → input: the disk is part of what a restarting node is told. */
  readonly #inputIds = new PairMap();
  readonly #inputs: Input<V>[] = [];
  readonly #known = new PairMap();
  /** (node, effects) → messages. */
  readonly #sentIds = new PairMap();
  readonly #sent: (readonly number[])[] = [];
  readonly #answers: Answer<V>[] = [];

  constructor(
    stepper: Stepper<V>,
    events: Events<V>,
    parts: { readonly states: Interner<V["state"]>; readonly disks: Interner<V["persisted"] | null> },
  ) {
    this.#stepper = stepper;
    this.#events = events;
    this.states = parts.states;
    this.disks = parts.disks;
  }

  get bytes(): number {
    return this.#effects.bytes + this.#inputIds.bytes + this.#known.bytes + 100 * this.#answers.length;
  }

  /** The number of the state of a node that has not started yet. */
  initial(node: number): number {
    return this.states.id(this.#stepper.initial(node));
  }

  /** @throws StepFault */
  of(state: number, event: number, disk: number): Answer<V> {
    const inputId = this.#inputId(event, disk);
    const known = this.#known.get(state, inputId);
    if (known >= 0) return this.#answers[known]!;
    const answer = this.#ask(state, event, inputId);
    this.#known.add(state, inputId, this.#answers.push(answer) - 1);
    return answer;
  }

  #ask(state: number, event: number, inputId: number): Answer<V> {
    const node = this.#events.node[event]!;
    const input = this.#inputs[inputId]!;
    const next = this.#stepper.step(node, this.states.value(state), input, this.states, this.#effects);
    const effects = this.#effects.value(next.effectsId);
    return { input, inputId, ...next, effects, sent: this.#sentBy(node, next.effectsId) };
  }

  #sentBy(node: number, effectsId: number): readonly number[] {
    const known = this.#sentIds.get(node, effectsId);
    if (known >= 0) return this.#sent[known]!;
    const sent = this.#effects.value(effectsId).map((effect) => {
      if (effect.kind !== "send") return -1;
      return this.#events.id({ kind: "message", node: effect.to, from: node, message: effect.message });
    });
    this.#sentIds.add(node, effectsId, this.#sent.push(sent) - 1);
    return sent;
  }

  #inputId(event: number, disk: number): number {
    const found = this.#events.isRestart(event) ? disk : 0;
    const known = this.#inputIds.get(event, found);
    if (known >= 0) return known;
    const input = Object.freeze(this.#events.input(event, this.disks.value(disk)));
    const id = this.#inputs.push(input) - 1;
    this.#inputIds.add(event, found, id);
    return id;
  }
}
