import { fromIndex, unchanged } from "../../core/index.ts";
import type { Checkpoint, SequenceNumber, StateTransfer } from "./messages.ts";
import { withReplica } from "./places.ts";
import { withoutExecuted } from "./executed.ts";
import type { NodeState, Site, Turn } from "./vocabulary.ts";

export function onCheckpoint<S, C, R>(
  state: NodeState<S, C, R>,
  message: Checkpoint,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { stable } = state.replica;
  const { sequence } = message;
  if (sequence > stable.sequence + site.logSize && !state.isCurious) {
    return { state: { ...state, isCurious: true }, effects: [] };
  }
  if (!site.rules.isInWindow(sequence, stable.sequence, site.logSize)) return unchanged(state);
  return site.keys.isGenuine(message) ? noteCheckpoint(state, message, site) : unchanged(state);
}

/** Section 4.3: a quorum of checkpoints that agree makes it stable, and the log below is not needed any more. */
export function noteCheckpoint<S, C, R>(
  state: NodeState<S, C, R>,
  message: Checkpoint,
  { group }: Site<S, C, R>,
): Turn<S, C, R> {
  const { checkpoints } = state.replica;
  const { sequence, digest, replica } = message;
  if (checkpoints.some((other) => other.sequence === sequence && other.replica === replica)) {
    return unchanged(state);
  }
  const all = [...checkpoints, message].sort((a, b) => a.sequence - b.sequence || a.replica - b.replica);
  const proof = all.filter((other) => other.sequence === sequence && other.digest === digest);
  const noted = withReplica(state, { checkpoints: all });
  return {
    state: proof.length < group.quorum ? noted : withStable(noted, sequence, proof),
    effects: [],
  };
}

/** Raises the low water mark. Who has not come so far needs the state from others. */
export function withStable<S, C, R>(
  state: NodeState<S, C, R>,
  sequence: SequenceNumber,
  proof: readonly Checkpoint[],
): NodeState<S, C, R> {
  const { stable, log, snapshots, checkpoints } = state.replica;
  if (sequence <= stable.sequence) return state;
  return withReplica(state, {
    stable: { sequence, proof },
    log: fromIndex(log, sequence + 1),
    snapshots: snapshots.filter((snapshot) => snapshot.sequence >= sequence),
    checkpoints: checkpoints.filter((checkpoint) => checkpoint.sequence > sequence),
  });
}

/** Takes over a state that a quorum has come to. */
export function onStateTransfer<S, C, R>(
  state: NodeState<S, C, R>,
  message: StateTransfer<S, R>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { snapshot, proof } = message;
  const { sequence } = snapshot;
  if (sequence <= state.replica.current.sequence || !site.rules.isSoundState(message, site))
    return unchanged(state);
  const raised = withStable(state, sequence, proof);
  const { snapshots } = raised.replica;
  const after = withReplica(raised, {
    current: snapshot,
    snapshots: sequence < raised.replica.stable.sequence ? snapshots : [snapshot],
  });
  return {
    state: { ...after, pending: withoutExecuted(after.pending, "all", snapshot), attempts: 0 },
    effects: [{ kind: "decide", decision: { kind: "restored", sequence, state: snapshot.state } }],
  };
}
