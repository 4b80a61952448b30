import { endOf, unchanged, type NodeId } from "../../core/index.ts";
import { checkpointOf } from "./execution.ts";
import type { Message, Status, StateTransfer } from "./messages.ts";
import { entryAt, toOthers } from "./places.ts";
import type { Action, NodeState, Replica, Site, Turn } from "./vocabulary.ts";

/** So many sequence numbers are helped with at once. */
const most = 8;

/** Whether there is something that this replica waits for. */
export function isWaiting<S, C, R>({ replica, pending, isCurious }: NodeState<S, C, R>): boolean {
  const { isActive, log, current, stable } = replica;
  return (
    isCurious ||
    !isActive ||
    pending.root !== null ||
    endOf(log) > current.sequence + 1 ||
    stable.sequence > current.sequence
  );
}

/** Says how far it is; and what it wants, if it is between views. */
export function tellStatus<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const { view, isActive, current, stable, viewChanges } = state.replica;
  const status: Status = {
    kind: "status",
    view,
    isActive,
    executed: current.sequence,
    stable: stable.sequence,
  };
  const own = isActive ? [] : viewChanges.filter(({ replica }) => replica === site.self);
  return {
    state: state.isCurious ? { ...state, isCurious: false } : state,
    effects: [status, ...own].flatMap((message) => toOthers(site, message)),
  };
}

/** Sends again what the other may lack. It needs no answer to any of it, and believes none of it unchecked. */
export function onStatus<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  status: Status,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { replica } = state;
  const messages = [
    ...viewNews(replica, status, site),
    ...snapshotNews(replica, status),
    ...checkpointNews(replica, status, site),
    ...orderings(replica, status),
  ];
  if (messages.length === 0) return unchanged(state);
  return {
    state,
    effects: messages.map((message): Action<S, C, R> => ({ kind: "send", to: from, message })),
  };
}

type News<S, C, R> = readonly Message<S, C, R>[];

function viewNews<S, C, R>(
  replica: Replica<S, C, R>,
  status: Status,
  { self }: Site<S, C, R>,
): News<S, C, R> {
  const { view, isActive, newView, viewChanges } = replica;
  if (status.view > view || (status.view === view && status.isActive)) return [];
  if (!isActive) return viewChanges.filter((message) => message.replica === self);
  return newView === null ? [] : [newView];
}

function snapshotNews<S, C, R>({ stable, snapshots }: Replica<S, C, R>, status: Status): News<S, C, R> {
  const [snapshot] = snapshots;
  if (status.executed >= stable.sequence || snapshot?.sequence !== stable.sequence) return [];
  const message: StateTransfer<S, R> = { kind: "state", snapshot, proof: stable.proof };
  return [message];
}

function checkpointNews<S, C, R>(
  { snapshots }: Replica<S, C, R>,
  status: Status,
  site: Site<S, C, R>,
): News<S, C, R> {
  return snapshots
    .filter(({ sequence }) => sequence > status.stable)
    .map((snapshot) => checkpointOf(snapshot, site));
}

/**
 * What it knows of what one of the two has not executed; others' votes too, for they may have gone on to another view, where
 * they do not repeat them. (Who executed a batch in an earlier view has to help it through the phases of this one.)
 */
function orderings<S, C, R>(replica: Replica<S, C, R>, status: Status): News<S, C, R> {
  if (!replica.isActive || !status.isActive || replica.view !== status.view) return [];
  const executed = Math.min(status.executed, replica.current.sequence);
  const first = Math.max(executed, replica.stable.sequence) + 1;
  const last = Math.min(endOf(replica.log) - 1, first + most - 1);
  const news: Message<S, C, R>[] = [];
  for (let sequence = first; sequence <= last; sequence++) {
    const { prePrepare, prepares, commits } = entryAt(replica, sequence);
    if (prePrepare !== null) news.push(prePrepare);
    news.push(...prepares, ...commits);
  }
  return news;
}
