import { sameBallot } from "../../../core/index.ts";
import {
  acceptorRole,
  type AcceptorRole,
  type AcceptorState,
  type AcceptorTransition,
} from "../../../protocols/single-decree/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { DurableModule } from "./port.ts";

type Role = AcceptorRole<string>;
type State = AcceptorState<string>;
type Step = AcceptorTransition<string>;
type Effects = Step["effects"];

const plain = acceptorRole<string>();

/** The plain acceptor writes its vote again when it repeats it; this one does not. */
const right: Role = {
  ...plain,
  onAccept(state, from, message, learners) {
    const step = plain.onAccept(state, from, message, learners);
    const isRepeated = state.accepted !== null && sameBallot(state.accepted.ballot, message.ballot);
    return isRepeated ? doing(step, silently) : step;
  },
};

const doing = (step: Step, change: (effects: Effects, step: Step) => Effects): Step => ({
  ...step,
  effects: change(step.effects, step),
});

const silently = (effects: Effects): Effects => effects.filter(({ kind }) => kind !== "persist");

const writing =
  (change: (value: State) => State) =>
  (effects: Effects): Effects =>
    effects.map((effect) =>
      effect.kind === "persist" ? { ...effect, value: change(effect.value) } : effect,
    );

const writingLast = (effects: Effects): Effects => [
  ...silently(effects),
  ...effects.filter(({ kind }) => kind === "persist"),
];

const writingAlways = (effects: Effects, { state }: Step): Effects => [
  { kind: "persist", value: state },
  ...silently(effects),
];

const candidate = (name: string, changed: Partial<Role>): Candidate<DurableModule> => ({
  name,
  module: { durableAcceptor: () => ({ ...right, ...changed }) },
});

const preparing = (change: (effects: Effects, step: Step, before: State) => Effects): Partial<Role> => ({
  onPrepare: (state, from, message) =>
    doing(right.onPrepare(state, from, message), (effects, step) => change(effects, step, state)),
});

const accepting = (change: (effects: Effects, step: Step, before: State) => Effects): Partial<Role> => ({
  onAccept: (state, from, message, learners) =>
    doing(right.onAccept(state, from, message, learners), (effects, step) => change(effects, step, state)),
});

const isRefusal = (effects: Effects): boolean =>
  effects.some((effect) => effect.kind === "send" && effect.message.kind === "nack");

const stub: Partial<Role> = {
  ...preparing((effects, step, state) =>
    isRefusal(effects)
      ? writingAlways(effects, step)
      : [...silently(effects), { kind: "persist", value: state }],
  ),
  ...accepting((effects, step) =>
    isRefusal(effects)
      ? writingAlways(effects, step)
      : [...silently(effects), { kind: "persist", value: { ...step.state, promised: null } }],
  ),
};

/** Wrong ideas about disks, the most common ones first. */
export const durableMutants: readonly Candidate<DurableModule>[] = [
  candidate("is the stub, as it was handed out", stub),
  candidate("speaks before it writes", { ...preparing(writingLast), ...accepting(writingLast) }),
  candidate("promises before it writes", preparing(writingLast)),
  candidate("writes after the first learner has heard", {
    ...accepting((effects) => {
      const [write, first, ...rest] = effects;
      return write?.kind === "persist" && first !== undefined ? [first, write, ...rest] : effects;
    }),
  }),
  candidate("writes its promise nowhere", preparing(silently)),
  candidate("writes its vote nowhere", accepting(silently)),
  candidate(
    "writes the promise, and forgets the vote of before",
    preparing(writing((value) => ({ ...value, accepted: null }))),
  ),
  candidate(
    "writes the vote, and not the promise",
    accepting(writing((value) => ({ ...value, promised: null }))),
  ),
  candidate("writes what it knew before the step", {
    ...preparing((effects, _, state) => writing(() => state)(effects)),
    ...accepting((effects, _, state) => writing(() => state)(effects)),
  }),
  candidate("raises the promise by a vote in memory only", {
    ...accepting((effects, _, { promised }) => writing((value) => ({ ...value, promised }))(effects)),
  }),
  candidate("thinks that a promised vote is on disk already", {
    ...accepting((effects, { state }, { promised }) =>
      promised !== null && state.promised !== null && sameBallot(promised, state.promised)
        ? silently(effects)
        : effects,
    ),
  }),
  candidate("does not write a value that it has accepted before, at a lower ballot", {
    ...accepting((effects, { state }, { accepted }) =>
      accepted?.value === state.accepted?.value ? silently(effects) : effects,
    ),
  }),
  candidate("writes one vote a round, whoever leads it", {
    ...accepting((effects, { state }, { accepted }) =>
      accepted?.ballot.round === state.accepted?.ballot.round ? silently(effects) : effects,
    ),
  }),
  candidate("writes the first vote only", {
    ...accepting((effects, _, { accepted }) => (accepted === null ? effects : silently(effects))),
  }),
  candidate("writes at every step, needed or not", {
    ...preparing(writingAlways),
    ...accepting(writingAlways),
  }),
  candidate("writes when it refuses", {
    ...preparing((effects, step) => (isRefusal(effects) ? writingAlways(effects, step) : effects)),
    ...accepting((effects, step) => (isRefusal(effects) ? writingAlways(effects, step) : effects)),
  }),
  candidate(
    "writes its vote again when it is asked again",
    accepting((effects, step) => (isRefusal(effects) ? effects : writingAlways(effects, step))),
  ),
  candidate("writes once for each learner", {
    ...accepting((effects, { state }) =>
      effects.flatMap((effect): Effects =>
        effect.kind === "send" &&
        effect.message.kind === "accepted" &&
        effects.some(({ kind }) => kind === "persist")
          ? [{ kind: "persist", value: state }, effect]
          : [effect],
      ),
    ),
  }),
  candidate("accepts whatever it is asked to accept, and writes it down", {
    onAccept: (state, from, message, learners) =>
      right.onAccept({ ...state, promised: null }, from, message, learners),
  }),
];

/** Right, though not as the reference does it. */
export const durableVariants: readonly Candidate<DurableModule>[] = [
  candidate("tells the learners from last to first", {
    onAccept: (state, from, message, learners) => right.onAccept(state, from, message, learners.toReversed()),
  }),
  candidate("returns a new state when nothing has changed, its fields in another order", {
    onPrepare(state, from, message) {
      const step = right.onPrepare(state, from, message);
      const { accepted, promised } = step.state;
      return doing(
        { ...step, state: { accepted, promised } },
        writing(() => ({ accepted, promised })),
      );
    },
  }),
];
