import {
  proposerRole,
  type ProposerRole,
  type ProposerTransition,
} from "../../../protocols/single-decree/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { ProposerModule } from "./port.ts";

type Role = ProposerRole<string>;
type Step = ProposerTransition<string>;

export const right: Role = proposerRole<string>();

export const candidate = (name: string, changed: Partial<Role>): Candidate<ProposerModule> => ({
  name,
  module: { proposerRole: () => ({ ...right, ...changed }) },
});

/** A step that says and does something else. */
export const doing = (
  { state, effects }: Step,
  change: (effects: Step["effects"]) => Step["effects"],
): Step => ({
  state,
  effects: change(effects),
});

/** Both ways to open a ballot, with something changed about the step. */
export const opening = (
  change: (step: Step, context: Parameters<Role["onRetry"]>[1]) => Step,
): Partial<Role> => ({
  onPropose: (state, value, context) => change(right.onPropose(state, value, context), context),
  onRetry: (state, context) => change(right.onRetry(state, context), context),
});

const writesFirst = (effects: Step["effects"]): Step["effects"] => [
  ...effects.filter(({ kind }) => kind === "persist"),
  ...effects.filter(({ kind }) => kind !== "persist").toReversed(),
];

/** Right, though not as the reference does it. */
export const proposerVariants: readonly Candidate<ProposerModule>[] = [
  candidate("writes what a refusal tells it, too", {
    onNack(state, message, context) {
      const step = right.onNack(state, message, context);
      const { highest } = step.state;
      return doing(step, (effects) => [{ kind: "persist", value: { highest } }, ...effects]);
    },
  }),
  candidate(
    "sets its timer first, and asks the last acceptor first",
    opening((step) => doing(step, writesFirst)),
  ),
  candidate("leaves a few rounds out", {
    onRetry(state, context) {
      const highest = state.highest && { ...state.highest, round: state.highest.round + 2 };
      return right.onRetry({ ...state, highest }, context);
    },
  }),
  candidate("keeps promises in the order in which they came", {
    onPromise(state, from, message, context) {
      const { phase } = state;
      if (phase.kind !== "preparing") return right.onPromise(state, from, message, context);
      const sorted = { ...state, phase: { ...phase, promises: phase.promises.toSorted((a, b) => a - b) } };
      const step = right.onPromise(sorted, from, message, context);
      if (step.state.phase.kind !== "preparing") return step;
      const latest = step.state.phase.promises.filter((node) => !phase.promises.includes(node));
      const promises = [...phase.promises, ...latest];
      return { ...step, state: { ...step.state, phase: { ...step.state.phase, promises } } };
    },
  }),
];
