import {
  broadcast,
  compareBallots,
  compareData,
  sameBallot,
  unchanged,
  withNode,
  type QuorumSystem,
} from "../../../core/index.ts";
import type { ProposerState } from "../../../protocols/single-decree/index.ts";
import type { Candidate } from "../../exercise.ts";
import { stub } from "./stub.ts";
import type { ProposerModule } from "./port.ts";
import { candidate, doing, opening, right } from "./variants.ts";

type State = ProposerState<string>;
type Report = Extract<State["phase"], { kind: "preparing" }>["highestAccepted"];

/** Which of two reports counts, the one before or the new one, by another rule than the right one. */
const adopting = (
  prefers: (before: NonNullable<Report>, after: NonNullable<Report>) => Report,
): Partial<typeof right> => ({
  onPromise(state, from, message, context) {
    const { phase } = state;
    if (phase.kind !== "preparing" || phase.highestAccepted === null || message.accepted === null) {
      return right.onPromise(state, from, message, context);
    }
    const counts = prefers(phase.highestAccepted, message.accepted);
    const blank = { ...state, phase: { ...phase, highestAccepted: null } };
    return right.onPromise(blank, from, { ...message, accepted: counts }, context);
  },
});

const withQuorums = (change: (quorums: QuorumSystem) => Partial<QuorumSystem>): Partial<typeof right> => ({
  onPromise: (state, from, message, context) =>
    right.onPromise(state, from, message, {
      ...context,
      quorums: { ...context.quorums, ...change(context.quorums) },
    }),
});

/** Wrong ideas about proposers, the most common ones first. */
export const proposerMutants: readonly Candidate<ProposerModule>[] = [
  candidate("is the stub, as it was handed out", stub),
  candidate("insists on its own plan", {
    onPromise: (state, from, message, context) =>
      right.onPromise(state, from, { ...message, accepted: null }, context),
  }),
  candidate(
    "adopts the first plan that is reported",
    adopting((before) => before),
  ),
  candidate(
    "adopts the last plan that is reported",
    adopting((_, after) => after),
  ),
  candidate(
    "adopts the plan of the lowest ballot",
    adopting((a, b) => (compareBallots(a.ballot, b.ballot) < 0 ? a : b)),
  ),
  candidate(
    "adopts the plan of the highest round, and forgets the node",
    adopting((a, b) => (b.ballot.round > a.ballot.round ? b : a)),
  ),
  candidate(
    "compares reported ballots as text",
    adopting((a, b) =>
      compareData(`${a.ballot.round}_${a.ballot.node}`, `${b.ballot.round}_${b.ballot.node}`) > 0 ? a : b,
    ),
  ),
  candidate("looks whether it has a quorum before it reads the last report", {
    onPromise(state, from, message, context) {
      const step = right.onPromise(state, from, message, context);
      return step.state.phase.kind === "accepting" && state.phase.kind === "preparing"
        ? right.onPromise(state, from, { ...message, accepted: null }, context)
        : step;
    },
  }),
  candidate(
    "is content with one promise too few",
    withQuorums((quorums) => ({
      isPhase1Quorum: (members) =>
        quorums.acceptors.some((node) => quorums.isPhase1Quorum(withNode(members, node))),
    })),
  ),
  candidate(
    "counts a majority, whatever the quorums are",
    withQuorums(({ acceptors }) => ({ isPhase1Quorum: (members) => 2 * members.length > acceptors.length })),
  ),
  candidate(
    "asks for a phase-2 quorum of promises",
    withQuorums((quorums) => ({ isPhase1Quorum: (members) => quorums.isPhase2Quorum(members) })),
  ),
  candidate(
    "waits for the promises of all acceptors",
    withQuorums(({ acceptors }) => ({ isPhase1Quorum: (members) => members.length === acceptors.length })),
  ),
  candidate("counts promises, not acceptors", {
    onPromise(state, from, message, context) {
      const { quorums } = context;
      const { phase } = state;
      const absent = quorums.acceptors.find(
        (node) => phase.kind === "preparing" && !phase.promises.includes(node),
      );
      return right.onPromise(state, absent ?? from, message, context);
    },
  }),
  candidate("counts promises for its earlier ballots", {
    onPromise(state, from, message, context) {
      const ballot = state.phase.kind === "preparing" ? state.phase.ballot : message.ballot;
      return right.onPromise(state, from, { ...message, ballot }, context);
    },
  }),
  candidate("asks only those to accept who promised", {
    onPromise(state, from, message, context) {
      const { phase } = state;
      const asked = phase.kind === "preparing" ? [...phase.promises, from] : [];
      return doing(right.onPromise(state, from, message, context), (effects) =>
        effects.filter((effect) => effect.kind !== "send" || asked.includes(effect.to)),
      );
    },
  }),
  candidate("asks once more to accept when a promise comes late", {
    onPromise(state, from, message, context) {
      const { phase } = state;
      if (phase.kind !== "accepting" || !sameBallot(phase.ballot, message.ballot)) {
        return right.onPromise(state, from, message, context);
      }
      const { ballot, value } = phase;
      return { state, effects: broadcast([from], { kind: "accept" as const, ballot, value }) };
    },
  }),
  candidate("begins with round 1, whatever it has seen", {
    onPropose: (state, value, context) => right.onPropose({ ...state, highest: null }, value, context),
  }),
  candidate("tries the same ballot again", {
    onRetry(state, context) {
      const { phase } = state;
      if (phase.kind === "idle") return right.onRetry(state, context);
      const { round, node } = phase.ballot;
      return right.onRetry({ ...state, highest: { round: round - 1, node } }, context);
    },
  }),
  candidate("leads ballots in the name of node 0", {
    onPropose: (state, value, context) => right.onPropose(state, value, { ...context, self: 0 }),
    onRetry: (state, context) => right.onRetry(state, { ...context, self: 0 }),
  }),
  candidate(
    "does not write down which ballot it leads",
    opening((step) => doing(step, (effects) => effects.filter(({ kind }) => kind !== "persist"))),
  ),
  candidate(
    "prepares before it has written",
    opening((step) =>
      doing(step, (effects) => [
        ...effects.filter(({ kind }) => kind !== "persist"),
        ...effects.filter(({ kind }) => kind === "persist"),
      ]),
    ),
  ),
  candidate(
    "asks only a majority for promises",
    opening((step, { quorums }) =>
      doing(step, (effects) =>
        effects.filter(
          (effect) =>
            effect.kind !== "send" || 2 * quorums.acceptors.indexOf(effect.to) <= quorums.acceptors.length,
        ),
      ),
    ),
  ),
  candidate("sets no timer, so that a lost answer stops it", {
    ...opening((step) => doing(step, (effects) => effects.filter(({ kind }) => kind !== "set-timer"))),
  }),
  candidate("forgets how often it has tried", {
    onRetry: (state, context) =>
      right.onRetry(state.task === null ? state : { ...state, task: { ...state.task, attempt: 0 } }, context),
  }),
  candidate("skips phase 1 when it tries again", {
    onRetry(state, context) {
      const { state: next, effects } = right.onRetry(state, context);
      if (next.phase.kind !== "preparing" || next.task === null) return { state: next, effects };
      const { ballot } = next.phase;
      const { value } = next.task;
      return {
        state: { ...next, phase: { kind: "accepting", ballot, value } },
        effects: [
          ...effects.filter(({ kind }) => kind !== "send"),
          ...broadcast(context.quorums.acceptors, { kind: "accept" as const, ballot, value }),
        ],
      };
    },
  }),
  candidate("does not listen to refusals", { onNack: (state) => unchanged(state) }),
  candidate("steps back, and forgets what it was refused for", {
    onNack: (state, message, context) => {
      const step = right.onNack(state, message, context);
      return { ...step, state: { ...step.state, highest: state.highest } };
    },
  }),
  candidate("takes what the last refusal named for the highest ballot there is", {
    onNack(state, message, context) {
      const step = right.onNack(state, message, context);
      return { ...step, state: { ...step.state, highest: message.promised } };
    },
  }),
  candidate("gives its ballot up when a refusal of an earlier one arrives", {
    onNack: (state, message, context) =>
      right.onNack(
        state,
        state.phase.kind === "idle" ? message : { ...message, ballot: state.phase.ballot },
        context,
      ),
  }),
  candidate("tries again at once when it is refused", {
    onNack(state, message, context) {
      const step = right.onNack(state, message, context);
      return step.effects.length === 0 ? step : right.onRetry(step.state, context);
    },
  }),
  candidate("forgets its highest ballot when something is chosen", {
    onLearned: (state) => {
      const { state: next, effects } = right.onLearned(state);
      return { state: { ...next, highest: null }, effects };
    },
  }),
  candidate(
    "adds up round and node of reported ballots, ten for a round",
    adopting((a, b) => (10 * b.ballot.round + b.ballot.node > 10 * a.ballot.round + a.ballot.node ? b : a)),
  ),
  candidate(
    "takes a report for the higher only if it is rounds higher, not one",
    adopting((a, b) => {
      const isHigher = compareBallots(b.ballot, a.ballot) > 0 && b.ballot.round !== a.ballot.round + 1;
      return isHigher ? b : a;
    }),
  ),
  candidate("waits from its third attempt on as if it were the third", {
    onRetry(state, context) {
      const { state: next, effects } = right.onRetry(state, context);
      const task = next.task && { ...next.task, attempt: Math.min(next.task.attempt, 3) };
      return { state: { ...next, task }, effects };
    },
  }),
  candidate("lets its timer run when something is chosen", {
    onLearned: (state) => ({ ...right.onLearned(state), effects: [] }),
  }),
  candidate("forgets its task when something is chosen, and goes on with its ballot", {
    onLearned: (state) => {
      const { state: next, effects } = right.onLearned(state);
      return { state: { ...next, phase: state.phase }, effects };
    },
  }),
  candidate("takes a second task before the first is done", {
    onPropose: (state, value, context) => right.onPropose({ ...state, task: null }, value, context),
  }),
];
