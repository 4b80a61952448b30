import { broadcast, unchanged } from "../../../core/index.ts";
import { proposerRole, type ProposerRole } from "../../../protocols/single-decree/index.ts";

type Role = ProposerRole<string>;

const right: Role = proposerRole<string>();

/** Round 1 for ever, and nothing on disk. */
const onRetry: Role["onRetry"] = (state, { self, quorums, retry }) => {
  if (state.task === null) return unchanged(state);
  const ballot = { round: 1, node: self };
  const task = { ...state.task, attempt: state.task.attempt + 1 };
  return {
    state: { ...state, task, phase: { kind: "preparing", ballot, promises: [], highestAccepted: null } },
    effects: [
      ...broadcast(quorums.acceptors, { kind: "prepare" as const, ballot }),
      { kind: "set-timer", timer: "retry", after: retry.patience(task.attempt) },
    ],
  };
};

/** The stub that learners are handed: in a hurry, and it knows what it wants. */
export const stub: Role = {
  ...right,
  onRetry,
  onPropose: (state, value, context) =>
    state.task === null ? onRetry({ ...state, task: { value, attempt: 0 } }, context) : unchanged(state),
  onPromise(state, _, __, { quorums }) {
    const { phase, task } = state;
    if (phase.kind !== "preparing" || task === null) return unchanged(state);
    const { ballot } = phase;
    const { value } = task;
    return {
      state: { ...state, phase: { kind: "accepting", ballot, value } },
      effects: broadcast(quorums.acceptors, { kind: "accept" as const, ballot, value }),
    };
  },
  onNack: (state) => unchanged(state),
};
