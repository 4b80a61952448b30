import { describe, expect, it } from "vitest";
import { explore } from "../../src/check/index.ts";
import type { Protocol } from "../../src/core/index.ts";
import { bounded, smallLetters, type Bounds } from "../protocols/multi-paxos/bounded.ts";
import type { Letters } from "../protocols/multi-paxos/letters.ts";

type Step = Protocol<Letters>["step"];

/** Too hard for storms to hit: two thousand of them have not, or hardly. */
interface Rarity {
  readonly name: string;
  readonly change: (step: Step) => Step;
  readonly ballots: Bounds["ballots"];
  readonly crashes: number;
  /** The shortest run that breaks the log. */
  readonly steps: number;
}

const [first, second, third] = [
  { round: 1, node: 0 },
  { round: 1, node: 1 },
  { round: 2, node: 0 },
];

const rarities: readonly Rarity[] = [
  {
    name: "an acceptor accepts whatever it has promised",
    ballots: [first, second],
    crashes: 0,
    steps: 12,
    change: (step) => (state, input, context) => {
      const isAccept = input.kind === "message" && input.message.kind === "accept";
      return step(isAccept ? { ...state, promised: null } : state, input, context);
    },
  },
  {
    name: "the promise is not written to disk, though the log is",
    ballots: [first, second],
    crashes: 1,
    steps: 14,
    change: (step) => (state, input, context) => {
      const { state: next, effects } = step(state, input, context);
      return {
        state: next,
        effects: effects.map((effect) =>
          effect.kind === "persist" ? { ...effect, value: { ...effect.value, promised: null } } : effect,
        ),
      };
    },
  },
  {
    // Its next proposal at its old ballot then takes the place of what it has accepted at the higher one.
    name: "who accepts another leader's proposal goes on leading",
    ballots: [first, second, third],
    crashes: 0,
    steps: 17,
    change: (step) => (state, input, context) => {
      const transition = step(state, input, context);
      const isAccept = input.kind === "message" && input.message.kind === "accept";
      if (!isAccept || state.role.kind !== "leading") return transition;
      return { ...transition, state: { ...transition.state, role: state.role } };
    },
  },
];

describe.each(rarities)("planted bug: $name", ({ change, ballots, crashes, steps }) => {
  it(`breaks the log of one slot, with ${ballots.length} ballots and ${crashes} crash(es)`, ({
    annotate,
  }) => {
    const right = smallLetters(1);
    const bounds: Bounds = { slots: 1, askedAt: [0, 1], ballots, crashes, states: "essential" };
    const { violation, states } = explore(bounded(bounds, { ...right, step: change(right.step) }));
    expect(violation).toMatchObject({ property: "log agreement" });
    expect(violation?.script).toHaveLength(steps);
    return annotate(`after ${states} states`);
  });
});
