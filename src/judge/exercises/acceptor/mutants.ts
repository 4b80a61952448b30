import { compareBallots } from "../../../core/index.ts";
import {
  acceptorRole,
  type AcceptorRole,
  type AcceptorTransition,
} from "../../../protocols/single-decree/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { AcceptorModule } from "./port.ts";

type Role = AcceptorRole<string>;
type Step = AcceptorTransition<string>;

const right = acceptorRole<string>();

const candidate = (name: string, changed: Partial<Role>): Candidate<AcceptorModule> => ({
  name,
  module: { acceptorRole: () => ({ ...right, ...changed }) },
});

/** What it does is right, what it remembers afterwards (and writes) is not. */
const remembering = (step: Step, change: (state: Step["state"]) => Step["state"]): Step => {
  const state = change(step.state);
  const effects = step.effects.map((effect) =>
    effect.kind === "persist" ? { ...effect, value: state } : effect,
  );
  return { state, effects };
};

const withoutZero = (state: Step["state"]): Step["state"] =>
  state.promised?.node === 0 ? { ...state, promised: null } : state;

const saying = (step: Step, change: (effects: Step["effects"]) => Step["effects"]): Step => ({
  ...step,
  effects: change(step.effects),
});

const writesLast = (effects: Step["effects"]): Step["effects"] => [
  ...effects.filter(({ kind }) => kind !== "persist"),
  ...effects.filter(({ kind }) => kind === "persist"),
];

const writesNothing = (effects: Step["effects"]): Step["effects"] =>
  effects.filter(({ kind }) => kind !== "persist");

/** Wrong ideas about acceptors, the most common ones first. */
export const acceptorMutants: readonly Candidate<AcceptorModule>[] = [
  candidate("accepts without raising its promise", {
    onAccept: (state, from, message, learners) =>
      remembering(right.onAccept(state, from, message, learners), (next) => ({
        ...next,
        promised: state.promised,
      })),
  }),
  candidate("promises without reporting what it accepted", {
    onPrepare: (state, from, message) =>
      saying(right.onPrepare(state, from, message), (effects) =>
        effects.map((effect) =>
          effect.kind === "send" && effect.message.kind === "promise"
            ? { ...effect, message: { ...effect.message, accepted: null } }
            : effect,
        ),
      ),
  }),
  candidate("reports what it accepted as if it had been at the promised ballot", {
    onPrepare: (state, from, message) =>
      saying(right.onPrepare(state, from, message), (effects) =>
        effects.map((effect) =>
          effect.kind === "send" && effect.message.kind === "promise" && effect.message.accepted !== null
            ? {
                ...effect,
                message: {
                  ...effect.message,
                  accepted: { ...effect.message.accepted, ballot: message.ballot },
                },
              }
            : effect,
        ),
      ),
  }),
  candidate("accepts whatever it is asked to accept", {
    onAccept: (state, from, message, learners) =>
      right.onAccept({ ...state, promised: null }, from, message, learners),
  }),
  candidate("promises whatever it is asked to promise", {
    onPrepare: (state, from, message) => right.onPrepare({ ...state, promised: null }, from, message),
  }),
  candidate("accepts only at the very ballot it promised", {
    onAccept: (state, from, message, learners) =>
      state.promised !== null && compareBallots(message.ballot, state.promised) === 0
        ? right.onAccept(state, from, message, learners)
        : {
            state,
            effects: [
              {
                kind: "send",
                to: from,
                message: { kind: "nack", ballot: message.ballot, promised: state.promised ?? message.ballot },
              },
            ],
          },
  }),
  candidate("refuses the same prepare when it comes again", {
    onPrepare: (state, from, message) =>
      state.promised !== null && compareBallots(message.ballot, state.promised) === 0
        ? {
            state,
            effects: [
              {
                kind: "send",
                to: from,
                message: { kind: "nack", ballot: message.ballot, promised: state.promised },
              },
            ],
          }
        : right.onPrepare(state, from, message),
  }),
  candidate("forgets what it accepted when it promises", {
    onPrepare: (state, from, message) =>
      remembering(right.onPrepare(state, from, message), (next) =>
        next === state ? next : { ...next, accepted: null },
      ),
  }),
  candidate("remembers the first proposal it accepted, not the last", {
    onAccept: (state, from, message, learners) =>
      remembering(right.onAccept(state, from, message, learners), (next) => ({
        ...next,
        accepted: state.accepted ?? next.accepted,
      })),
  }),
  candidate("compares rounds only, so that ballots of one round are the same to it", {
    onPrepare: (state, from, message) =>
      right.onPrepare(
        state.promised?.round === message.ballot.round ? { ...state, promised: message.ballot } : state,
        from,
        message,
      ),
    onAccept: (state, from, message, learners) =>
      right.onAccept(
        state.promised?.round === message.ballot.round ? { ...state, promised: message.ballot } : state,
        from,
        message,
        learners,
      ),
  }),
  candidate("compares ballots as text: 9 is more than 10", {
    onPrepare: (state, from, message) => {
      const { promised } = state;
      const asText =
        promised !== null &&
        `${promised.round}_${promised.node}` > `${message.ballot.round}_${message.ballot.node}`;
      return asText
        ? {
            state,
            effects: [
              { kind: "send", to: from, message: { kind: "nack", ballot: message.ballot, promised } },
            ],
          }
        : right.onPrepare({ ...state, promised: null }, from, message);
    },
  }),
  candidate("tells the proposer that it accepted, and no learner", {
    onAccept: (state, from, message, learners) =>
      right.onAccept(state, from, message, learners.length === 0 ? learners : [from]),
  }),
  candidate("speaks before it writes", {
    onPrepare: (state, from, message) => saying(right.onPrepare(state, from, message), writesLast),
    onAccept: (state, from, message, learners) =>
      saying(right.onAccept(state, from, message, learners), writesLast),
  }),
  candidate("writes its promise nowhere", {
    onPrepare: (state, from, message) => saying(right.onPrepare(state, from, message), writesNothing),
  }),
  candidate("writes its acceptance nowhere", {
    onAccept: (state, from, message, learners) =>
      saying(right.onAccept(state, from, message, learners), writesNothing),
  }),
  candidate("never refuses: it says nothing instead", {
    onPrepare: (state, from, message) =>
      saying(right.onPrepare(state, from, message), (effects) =>
        effects.filter((effect) => effect.kind !== "send" || effect.message.kind !== "nack"),
      ),
  }),
  candidate("keeps a vote from the node that it voted for", {
    onPrepare: (state, from, message) =>
      saying(right.onPrepare(state, from, message), (effects) =>
        effects.map((effect) =>
          effect.kind === "send" &&
          effect.message.kind === "promise" &&
          effect.message.accepted?.ballot.node === message.ballot.node
            ? { ...effect, message: { ...effect.message, accepted: null } }
            : effect,
        ),
      ),
  }),
  candidate("takes a promise to node 0 for none", {
    onPrepare: (state, from, message) => right.onPrepare(withoutZero(state), from, message),
    onAccept: (state, from, message, learners) => right.onAccept(withoutZero(state), from, message, learners),
  }),
];

/** Right, though not as the reference does it. */
export const acceptorVariants: readonly Candidate<AcceptorModule>[] = [
  candidate("writes again when it repeats a promise", {
    onPrepare: (state, from, message) => {
      const step = right.onPrepare(state, from, message);
      const isWritten = step.effects.some(({ kind }) => kind === "persist");
      return isWritten
        ? step
        : { ...step, effects: [{ kind: "persist", value: step.state }, ...step.effects] };
    },
  }),
  candidate("tells the learners from last to first", {
    onAccept: (state, from, message, learners) => right.onAccept(state, from, message, learners.toReversed()),
  }),
  candidate("writes everything twice before it speaks", {
    onPrepare: (state, from, message) =>
      saying(right.onPrepare(state, from, message), (effects) => [
        ...effects.filter(({ kind }) => kind === "persist"),
        ...effects,
      ]),
  }),
];
