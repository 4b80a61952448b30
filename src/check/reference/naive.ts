import type { ScriptAction, Vocabulary } from "../../core/index.ts";
import type { Explorer } from "../explorer.ts";
import type { Limits, Model } from "../model.ts";
import type { Ending, Report, Sighting, Violation } from "../report.ts";
import type { SystemState } from "../state.ts";
import { outsideFromTheStart } from "../sound.ts";
import { isAtRest, isWithin, successors } from "./actions.ts";
import { canonicalText } from "../canonical.ts";
import { initialOutcome, type Outcome } from "./semantics.ts";

interface Found<V extends Vocabulary> {
  readonly state: SystemState<V>;
  readonly depth: number;
  readonly parent: Found<V> | null;
  readonly action: ScriptAction<V> | null;
}

/**
 * Breadth-first search as in a textbook: copies of states, text for keys. The oracle of the engine in
 * tests and the baseline of its benchmark; about two hundred times slower.
 */
export function naiveExplorer<V extends Vocabulary>(model: Model<V>, limits: Limits = {}): Explorer<V> {
  return new Naive(model, limits);
}

class Naive<V extends Vocabulary> implements Explorer<V> {
  readonly #model: Model<V>;
  readonly #limits: Limits;
  readonly #seen = new Set<string>();
  readonly #queue: Found<V>[] = [];
  readonly #sightings: { -readonly [Key in keyof Sighting<V>]: Sighting<V>[Key] }[];
  #next = 0;
  #generated = 0;
  #outside = 0;
  #bytes = 0;
  #handlerCalls = 0;
  #ended: Ending = "unfinished";
  #violation: Violation<V> | null = null;

  constructor(model: Model<V>, limits: Limits) {
    const { protocol } = model;
    const step: typeof protocol.step = (...inputs) => {
      this.#handlerCalls++;
      return protocol.step(...inputs);
    };
    this.#model = { ...model, protocol: { ...protocol, step } };
    this.#limits = limits;
    this.#sightings = (model.sometimes ?? []).map(({ name }) => ({ name, witness: null }));
    const initial = initialOutcome(this.#model);
    if (!isWithin(this.#model, initial.state)) throw outsideFromTheStart(model.within!.name);
    this.#arrive(initial, null, null);
  }

  advance(states: number): boolean {
    for (let count = 0; count < states && this.#ended === "unfinished"; count++) {
      const found = this.#queue[this.#next];
      if (found === undefined) this.#ended = "exhausted";
      else if (found.depth >= (this.#limits.depth ?? Infinity)) this.#ended = "depth limit";
      else if (this.#seen.size >= (this.#limits.states ?? Infinity)) this.#ended = "state limit";
      else if (this.#bytes > (this.#limits.memory ?? 2 ** 31)) this.#ended = "memory limit";
      else if (this.#limits.shouldStop?.() === true) this.#ended = "stopped";
      else {
        this.#next++;
        this.#expand(found);
      }
    }
    return this.#ended === "unfinished";
  }

  report(): Report<V> {
    return {
      states: this.#seen.size,
      generated: this.#generated,
      depth: this.#queue.at(-1)?.depth ?? 0,
      ended: this.#ended,
      outside: this.#outside,
      deadMessages: "kept",
      violation: this.#violation,
      sometimes: this.#sightings,
      handlerCalls: this.#handlerCalls,
      bytes: this.#bytes,
    };
  }

  #expand(found: Found<V>): void {
    for (const { action, outcome } of successors(this.#model, found.state)) {
      if (this.#violation !== null) return;
      if (isWithin(this.#model, outcome.state)) this.#arrive(outcome, action, found);
      else this.#outside++;
    }
    for (const { name, holds } of this.#model.eventually ?? []) {
      if (holds(found.state) || !isAtRest(this.#model, found.state)) continue;
      const problem = `a run comes to rest, and "${name}" has not come about`;
      this.#violate({ kind: "eventually", property: name, problem, script: scriptTo(found) });
    }
  }

  #arrive(outcome: Outcome<V>, action: ScriptAction<V> | null, parent: Found<V> | null): void {
    const found = { state: outcome.state, depth: (parent?.depth ?? 0) + 1, parent, action };
    this.#generated++;
    this.#lookOut(outcome, found);
    const key = canonicalText(outcome.state);
    if (!this.#seen.has(key)) {
      this.#seen.add(key);
      this.#queue.push(found);
      this.#bytes += 2 * key.length;
    }
    if (outcome.broken !== null) {
      this.#violate({ kind: "always", ...outcome.broken, script: scriptTo(found) });
    }
  }

  #lookOut({ seen, state }: Outcome<V>, found: Found<V>): void {
    for (const [index, sometimes] of (this.#model.sometimes ?? []).entries()) {
      const sighting = this.#sightings[index]!;
      if (sighting.witness !== null) continue;
      const holds =
        "event" in sometimes
          ? seen.some(({ node, event }) => sometimes.event(node, event))
          : sometimes.state(state);
      if (holds) sighting.witness = scriptTo(found);
    }
  }

  #violate(violation: Violation<V>): void {
    this.#violation ??= violation;
    this.#ended = "violation";
  }
}

function scriptTo<V extends Vocabulary>(found: Found<V>): readonly ScriptAction<V>[] {
  const script: ScriptAction<V>[] = [];
  for (let at: Found<V> | null = found; at !== null; at = at.parent) {
    if (at.action !== null) script.unshift(at.action);
  }
  return script;
}
