import {
  and,
  andThen,
  emptyArray,
  itemAt,
  itemsFrom,
  nodes,
  unchanged,
  withItem,
  type ClientCommand,
  type NodeId,
  type SparseArray,
} from "../../core/index.ts";
import { executeUpTo } from "./execute.ts";
import { tell, tellOthers } from "./group.ts";
import type { OpNumber, Prepare, PrepareOk } from "./messages.ts";
import { heartbeatTimer } from "./timers.ts";
import type { Action, Primary, ReplicaState, Settings, Turn } from "./vocabulary.ts";

/** So many unanswered operations are sent again to one replica at most: what it needs beyond, it asks for. */
const portion = 16;

/** This replica is the primary of its view from here on. */
export function becomePrimary<S, C, R>(
  state: ReplicaState<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { view, opNumber } = state;
  const primary: Primary = {
    prepared: nodes(settings.replicas).map(() => 0),
    sentBefore: opNumber,
    requested: requestedIn(state),
  };
  const serves: Turn<S, C, R> = {
    state: { ...state, status: { kind: "normal", primary }, normalView: view },
    effects: [{ kind: "cancel-timer", timer: "view-change" }, heartbeatTimer(settings)],
  };
  const waiting = itemsFrom(state.waiting).map(({ item }) => item);
  return andThen(serves, (state) => onRequest(state, primary, waiting, settings));
}

function requestedIn<S, C, R>({ application, log }: ReplicaState<S, C, R>): SparseArray<number> {
  let requested: SparseArray<number> = emptyArray;
  for (const { index, item } of itemsFrom(application.sessions)) {
    requested = withItem(requested, index, item.sequence);
  }
  for (const { item } of itemsFrom(log, application.commitNumber + 1)) {
    requested = withItem(requested, item.client, item.sequence);
  }
  return requested;
}

/** Requests come in, from clients here or by way of other replicas (section 4.1, steps 2 and 3). */
export function onRequest<S, C, R>(
  before: ReplicaState<S, C, R>,
  primary: Primary,
  commands: readonly ClientCommand<C>[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let { opNumber, log } = before;
  let { requested } = primary;
  const effects: Action<S, C, R>[] = [];
  for (const operation of commands) {
    const { client, sequence } = operation;
    if (sequence <= (itemAt(requested, client) ?? -1)) continue;
    opNumber++;
    log = withItem(log, opNumber, operation);
    requested = withItem(requested, client, sequence);
    const { view, application } = before;
    const { commitNumber } = application;
    const prepare: Prepare<C> = { kind: "prepare", view, operation, opNumber, commitNumber };
    effects.push(...tellOthers(selfOf(before, settings), prepare, settings));
  }
  if (effects.length === 0) return unchanged(before);
  const status = { kind: "normal" as const, primary: { ...primary, requested } };
  return { state: { ...before, opNumber, log, status }, effects };
}

/** A primary knows who it is by its view. */
const selfOf = <S, C, R>({ view }: ReplicaState<S, C, R>, { replicas }: Settings<S, C, R>): NodeId =>
  view % replicas;

/** A backup has an operation and all before it (section 4.1, step 5). */
export function onPrepareOk<S, C, R>(
  state: ReplicaState<S, C, R>,
  from: NodeId,
  { view, opNumber }: PrepareOk,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { status } = state;
  if (status.kind !== "normal" || status.primary === null || view !== state.view) return unchanged(state);
  const { primary } = status;
  if (opNumber <= primary.prepared[from]!) return unchanged(state);
  const prepared = primary.prepared.with(from, opNumber);
  const next = { ...state, status: { ...status, primary: { ...primary, prepared } } };
  return commit(next, prepared, settings);
}

/**
 * Executes what a quorum has, and says so at once: of the backups, those whose clients wait for an answer want to know.
 * (In the paper the primary answers the clients itself, and the next Prepare brings the news early enough.)
 */
function commit<S, C, R>(
  state: ReplicaState<S, C, R>,
  prepared: readonly OpNumber[],
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const self = selfOf(state, settings);
  const backups = prepared.filter((_, replica) => replica !== self);
  const committed = settings.rules.committed(backups, settings.failures);
  if (committed <= state.application.commitNumber) return unchanged(state);
  return andThen(executeUpTo(state, committed, settings), (state) => ({
    state,
    effects: tellCommit(state, settings),
  }));
}

function tellCommit<S, C, R>(
  state: ReplicaState<S, C, R>,
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const { view, application } = state;
  const { commitNumber } = application;
  return tellOthers(selfOf(state, settings), { kind: "commit", view, commitNumber }, settings);
}

/** The primary says that it lives, and sends again what was not answered since the last time. */
export function onPrimaryHeartbeat<S, C, R>(
  state: ReplicaState<S, C, R>,
  primary: Primary,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const status = { kind: "normal" as const, primary: { ...primary, sentBefore: state.opNumber } };
  const again = nodes(settings.replicas).flatMap((replica) =>
    replica === selfOf(state, settings) ? [] : unanswered(state, primary, replica),
  );
  return and({ state: { ...state, status }, effects: tellCommit(state, settings) }, [
    ...again,
    heartbeatTimer(settings),
  ]);
}

function unanswered<S, C, R>(
  { view, log, application: { commitNumber } }: ReplicaState<S, C, R>,
  { prepared, sentBefore }: Primary,
  replica: NodeId,
): readonly Action<S, C, R>[] {
  const first = Math.max(prepared[replica]!, commitNumber) + 1;
  const count = Math.max(0, Math.min(portion, sentBefore - first + 1));
  return Array.from({ length: count }, (_, nth): Action<S, C, R> => {
    const opNumber = first + nth;
    const operation = itemAt(log, opNumber)!;
    return tell(replica, { kind: "prepare", view, operation, opNumber, commitNumber });
  });
}
