import { canonicalText } from "../../check/canonical.ts";
import { Interner } from "../../check/engine/interner.ts";
import {
  apply,
  enabledActions,
  initialOutcome,
  namesOf,
  type Model,
  type Outcome,
} from "../../check/index.ts";
import {
  inWords,
  type Phrasebook,
  type Script,
  type ScriptAction,
  type Vocabulary,
} from "../../core/index.ts";
import type {
  ExplorerData,
  ExplorerEvent,
  ExplorerState,
  Letter,
  NodeCondition,
} from "../../figures/index.ts";
import { sentenceFor } from "./sentence.ts";

export interface GraphOptions<V extends Vocabulary> {
  readonly title: string;
  /** The run to begin with. */
  readonly script: Script<V>;
  readonly phrases?: Phrasebook<V>;
  /** How many states the page may carry, beyond those next to the run. */
  readonly states: number;
}

interface Known<V extends Vocabulary> {
  readonly outcome: Outcome<V>;
  events: readonly ExplorerEvent[] | null;
}

/** The states next to a run, then those next to them, and so on while there is room. */
export function graphOf<V extends Vocabulary>(model: Model<V>, options: GraphOptions<V>): ExplorerData {
  return new Graph(model, options).build();
}

class Graph<V extends Vocabulary> {
  readonly #model: Model<V>;
  readonly #options: GraphOptions<V>;
  readonly #known: Known<V>[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #views = new Interner<NodeCondition>();
  readonly #letters = new Interner<Letter>();
  readonly #sentences = new Interner<string>();

  constructor(model: Model<V>, options: GraphOptions<V>) {
    this.#model = model;
    this.#options = options;
  }

  build(): ExplorerData {
    const first = this.#number(initialOutcome(this.#model));
    const run = this.#expandRun(first);
    for (let next = 0; next < this.#known.length && this.#known.length < this.#options.states; next++) {
      this.#expand(next);
    }
    const states = this.#known.map((known) => this.#stateFor(known));
    return {
      title: this.#options.title,
      names: namesOf(this.#model),
      views: this.#views.values,
      letters: this.#letters.values,
      sentences: this.#sentences.values,
      states,
      run,
    };
  }

  /** Every state of the run is expanded; returns which of its events the run takes. */
  #expandRun(first: number): readonly number[] {
    let state = first;
    return this.#options.script.map((action, index) => {
      const actions = this.#expand(state);
      const choice = actions.findIndex((other) => canonicalText(other) === canonicalText(action));
      const event = this.#known[state]?.events?.[choice];
      if (event === undefined) {
        throw new RangeError(
          `Action ${index + 1} of the script (${action.kind}) is not possible in this model.`,
        );
      }
      state = event.to;
      return choice;
    });
  }

  #expand(number: number): readonly ScriptAction<V>[] {
    const known = this.#known[number] as Known<V>;
    const { state, broken } = known.outcome;
    // A run ends where a property breaks.
    const actions = broken === null ? enabledActions(this.#model, state) : [];
    known.events ??= actions.map((action): ExplorerEvent => {
      const outcome = apply(this.#model, state, action);
      const sentence = this.#sentences.id(sentenceFor(this.#model, action, outcome, this.#options.phrases));
      return { sentence, isFault: isFault(action), to: this.#number(outcome) };
    });
    return actions;
  }

  #number(outcome: Outcome<V>): number {
    const key = canonicalText({ ...outcome.state, broken: outcome.broken });
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#known.push({ outcome, events: null }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  #stateFor({ outcome, events }: Known<V>): ExplorerState {
    const { nodes, inFlight } = outcome.state;
    const { phrases } = this.#options;
    const names = namesOf(this.#model);
    const letter = (message: V["message"]): string =>
      phrases?.letter(message, (node) => names[node] ?? `node ${node}`) ?? inWords(message);
    return {
      nodes: nodes.map(({ isUp, state, disk, timers }) => this.#views.id({ isUp, state, disk, timers })),
      inFlight: inFlight.map(({ from, to, message }) =>
        this.#letters.id({ from, to, text: letter(message) }),
      ),
      events,
      broken: outcome.broken && `${outcome.broken.property}: ${outcome.broken.problem}`,
    };
  }
}

function isFault<V extends Vocabulary>(action: ScriptAction<V>): boolean {
  switch (action.kind) {
    case "crash":
    case "drop":
    case "duplicate":
      return true;
    case "deliver":
    case "timer":
    case "request":
    case "restart":
      return action.crashAfter !== undefined;
  }
}
