import type { Vocabulary, ScriptAction } from "../../core/index.ts";
import type { Explorer } from "../explorer.ts";
import type { Limits, Model } from "../model.ts";
import type { Report, Violation } from "../report.ts";
import { StepFault } from "../step-fault.ts";
import { decode } from "./decode.ts";
import { problemOf } from "../reference/problem.ts";
import { ProtocolSpace } from "./protocol-space.ts";
import { QuotientSpace } from "./quotient-space.ts";
import { Search } from "./search.ts";
import { stay, type Arrival } from "./trace.ts";

/** A breadth-first search of all that a model allows. */
export class ProtocolExplorer<V extends Vocabulary> implements Explorer<V> {
  readonly #model: Model<V>;
  readonly #space: ProtocolSpace<V>;
  readonly #search: Search<ScriptAction<V>>;
  /** Where each *sometimes* about states first held. */
  readonly #stateSightings = new Map<number, Arrival>();
  #unmet: { readonly property: string; readonly state: number } | null = null;

  constructor(model: Model<V>, limits: Limits) {
    const hasStatePredicates = model.sometimes?.some((sometimes) => "state" in sometimes) ?? false;
    this.#model = model;
    this.#space = new ProtocolSpace(model);
    const { symmetry } = model;
    const searched = symmetry === undefined ? this.#space : new QuotientSpace(model, symmetry, this.#space);
    this.#search = new Search<ScriptAction<V>>(searched, limits, {
      isNew: hasStatePredicates
        ? (vector, length, arrival) => this.#lookAt(vector, length, arrival)
        : undefined,
      isExpanded:
        model.eventually === undefined
          ? undefined
          : (vector, length, state) => this.#rest(vector, length, state),
    });
  }

  advance(states: number): boolean {
    try {
      return this.#search.advance(states);
    } catch (error) {
      if (!(error instanceof StepFault)) throw error;
      const { state } = this.#search.arrival;
      const { current } = this.#space;
      throw error.after(state < 0 ? [] : this.#search.scriptTo({ state, ...current }));
    }
  }

  report(): Report<V> {
    const search = this.#search;
    search.settle();
    return {
      states: search.states,
      generated: search.generated,
      depth: search.depth,
      ended: search.ended,
      outside: search.outsideSteps,
      deadMessages: this.#space.leavesOutDeadMessages ? "left out" : "kept",
      violation: this.#violation(),
      sometimes: (this.#model.sometimes ?? []).map(({ name }, index) => {
        const arrival = search.sightings.get(index) ?? this.#stateSightings.get(index);
        return { name, witness: arrival === undefined ? null : search.scriptTo(arrival) };
      }),
      handlerCalls: this.#space.parts.handlerCalls,
      bytes: search.bytes,
    };
  }

  #violation(): Violation<V> | null {
    if (this.#unmet !== null) {
      const { property, state } = this.#unmet;
      const problem = `a run comes to rest, and "${property}" has not come about`;
      return { kind: "eventually", property, problem, script: this.#search.scriptTo(stay(state)) };
    }
    if (this.#search.violation === null) return null;
    const { property, problem, arrival } = this.#search.violation;
    const script = this.#search.scriptTo(arrival);
    const isRenamed = this.#model.symmetry !== undefined;
    return {
      kind: "always",
      property,
      problem: isRenamed ? problemOf(this.#model, script) : problem,
      script,
    };
  }

  #lookAt(vector: Int32Array, length: number, arrival: Arrival): void {
    for (const [index, sometimes] of (this.#model.sometimes ?? []).entries()) {
      if (this.#stateSightings.has(index) || !("state" in sometimes)) continue;
      if (sometimes.state(decode(this.#space.parts, vector, length)))
        this.#stateSightings.set(index, arrival);
    }
  }

  #rest(vector: Int32Array, length: number, state: number): void {
    if (!this.#space.isAtRest || this.#search.violation !== null) return;
    const view = decode(this.#space.parts, vector, length);
    const unmet = this.#model.eventually?.find(({ holds }) => !holds(view));
    if (unmet === undefined) return;
    this.#unmet = { property: unmet.name, state };
    this.#search.ended = "violation";
  }
}
