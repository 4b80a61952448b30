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
 * What it knows of what the other has not executed. Of what it has executed itself, whatever the view was, the proof; of the
 * rest, votes of this view: others' too, for they may have gone on to another one, where they do not repeat them.
 */
function orderings<S, C, R>(replica: Replica<S, C, R>, status: Status): News<S, C, R> {
  const { view, isActive, log, stable } = replica;
  const isSameView = isActive && status.isActive && view === status.view;
  const first = Math.max(status.executed, stable.sequence) + 1;
  const last = Math.min(endOf(log) - 1, first + most - 1);
  const news: Message<S, C, R>[] = [];
  for (let sequence = first; sequence <= last; sequence++) {
    const { prePrepare, prepares, commits, committed } = entryAt(replica, sequence);
    if (committed !== null) news.push(committed);
    else if (isSameView) news.push(...(prePrepare === null ? [] : [prePrepare]), ...prepares, ...commits);
  }
  return news;
}
