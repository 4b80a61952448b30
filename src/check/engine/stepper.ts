import type { Effect, Input, NodeId, Protocol, Transition, Vocabulary } from "../../core/index.ts";
import { canonicalText, frozenCopy, looseCopy, PlainDataError } from "../canonical.ts";
import { StepFault, type FaultKind } from "../step-fault.ts";
import type { Interner } from "./interner.ts";
import { problemOf } from "./transition-shape.ts";

/** The first steps are all taken twice, later ones now and then: a die in the code soon shows. */
const alwaysProbed = 2_000;
const probedEvery = 16;

/** A transition in numbers. */
interface Next {
  readonly state: number;
  readonly effectsId: number;
}

/**
 * The protocol's code behind a guard: asked about frozen data, so that it cannot change what the engine
 * keeps, and asked again on a copy to see whether it says the same.
 */
export class Stepper<V extends Vocabulary> {
  readonly #protocol: Protocol<V>;
  readonly #nodes: number;
  #steps = 0;
  #calls = 0;

  constructor(protocol: Protocol<V>, nodes: number) {
    this.#protocol = protocol;
    this.#nodes = nodes;
  }

  /** How often the protocol was called. */
  get calls(): number {
    return this.#calls;
  }

  initial(node: NodeId): V["state"] {
    return this.#protocol.initial(node);
  }

  /** `state` and `input` must be frozen. @throws StepFault */
  step(
    node: NodeId,
    state: V["state"],
    input: Input<V>,
    states: Interner<V["state"]>,
    effects: Interner<readonly Effect<V>[]>,
  ): Next {
    const blame: Blame = (fault, detail, cause) => {
      const { name: protocol } = this.#protocol;
      throw new StepFault({ protocol, fault, detail, node, state, input }, { cause });
    };
    const number = (transition: Transition<V>): Next => {
      const problem = problemOf(transition, this.#nodes);
      if (problem !== null) return blame("returns garbage", problem);
      return {
        state: plain(() => states.id(transition.state), "the state it returned", blame),
        effectsId: plain(() => effects.id(transition.effects), "its effects", blame),
      };
    };
    const next = number(this.#call(node, state, input, blame));
    this.#steps++;
    if (this.#steps <= alwaysProbed || this.#steps % probedEvery === 0) {
      const again = number(this.#call(node, frozenCopy(state), frozenCopy(input), blame));
      if (again.state !== next.state || again.effectsId !== next.effectsId) {
        return blame("is not deterministic", "asked twice, it gave two answers.");
      }
    }
    return next;
  }

  #call(node: NodeId, state: V["state"], input: Input<V>, blame: Blame): Transition<V> {
    this.#calls++;
    try {
      return this.#protocol.step(state, input, { self: node, now: 0 });
    } catch (error) {
      if (this.#changes(node, state, input)) return blame("changes its input", changed, error);
      return blame("throws", String(error), error);
    }
  }

  /** Whether the step, let loose on copies, changes them. */
  #changes(node: NodeId, state: V["state"], input: Input<V>): boolean {
    const copies = looseCopy({ state, input });
    const before = canonicalText(copies);
    try {
      this.#protocol.step(copies.state, copies.input, { self: node, now: 0 });
    } catch {
      // It throws anyway; what matters is what it did before.
    }
    return canonicalText(copies) !== before;
  }
}

const changed = "both belong to the caller; return a new state instead.";

type Blame = (fault: FaultKind, detail: string, cause?: unknown) => never;

function plain(number: () => number, what: string, blame: Blame): number {
  try {
    return number();
  } catch (error) {
    if (!(error instanceof PlainDataError)) throw error;
    return blame("returns garbage", `${what} must be plain data, and holds ${error.message}.`, error);
  }
}
