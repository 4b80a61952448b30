import {
  emptyArray,
  emptyQueue,
  enqueued,
  itemsFrom,
  unchanged,
  withItem,
  type Queue,
  type SparseArray,
} from "../../core/index.ts";
import { someCorrect } from "../byzantine/index.ts";
import { accept, settle } from "./agreement.ts";
import { withStable } from "./checkpoints.ts";
import type { NewView, PrePrepare, Request, View, ViewChange } from "./messages.ts";
import { latestStable } from "./new-view.ts";
import { inOrder, isPrimary, primaryOf, toOthers, withEntry, withReplica } from "./places.ts";
import { isOfPrimary } from "./verify.ts";
import type { Entry, NodeState, Replica, Site, Turn } from "./vocabulary.ts";

/** Section 4.4: asks for a view, and takes part in none until it begins. */
export function askFor<S, C, R>(state: NodeState<S, C, R>, view: View, site: Site<S, C, R>): Turn<S, C, R> {
  const { stable, log } = state.replica;
  const message = site.keys.sealed<ViewChange<C>>({
    kind: "view-change",
    view,
    stable: stable.sequence,
    checkpoints: stable.proof,
    prepared: itemsFrom(log).flatMap(({ item: { prepared } }) => (prepared === null ? [] : [prepared])),
    replica: site.self,
  });
  const left = { ...state, queue: emptyQueue, assigned: emptyArray };
  return inOrder(
    withViewChange(withReplica(left, { view, isActive: false }), message),
    (state) => ({ state, effects: toOthers(site, message) }),
    (state) => beginIfPrimary(state, site),
  );
}

export function onViewChange<S, C, R>(
  state: NodeState<S, C, R>,
  message: ViewChange<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { view, isActive, viewChanges } = state.replica;
  if (message.view < view || (message.view === view && isActive)) return unchanged(state);
  const before = viewChanges.find(({ replica }) => replica === message.replica);
  if (before !== undefined && before.view >= message.view) return unchanged(state);
  if (!site.rules.isSoundViewChange(message, site)) return unchanged(state);
  return inOrder(
    withViewChange(state, message),
    (state) => join(state, site),
    (state) => beginIfPrimary(state, site),
  );
}

/** Section 4.5.2: if f + 1 want later views, at least one that is not faulty does: go with the first of these views. */
function join<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const { view, viewChanges } = state.replica;
  const later = viewChanges.filter((other) => other.view > view && other.replica !== site.self);
  if (later.length < someCorrect(site.group)) return unchanged(state);
  return askFor(state, Math.min(...later.map((other) => other.view)), site);
}

function withViewChange<S, C, R>(state: NodeState<S, C, R>, message: ViewChange<C>): NodeState<S, C, R> {
  const others = state.replica.viewChanges.filter(({ replica }) => replica !== message.replica);
  const viewChanges = [...others, message].sort((a, b) => a.replica - b.replica);
  return withReplica(state, { viewChanges });
}

/** With a quorum of view changes, its own among them, the primary of the view begins it. */
function beginIfPrimary<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const { view, isActive, viewChanges } = state.replica;
  const { self, group, keys, rules } = site;
  const wanted = viewChanges.filter((message) => message.view === view);
  if (isActive || !isPrimary(state.replica, site) || wanted.length < group.quorum) return unchanged(state);
  const own = wanted.filter(({ replica }) => replica === self);
  const others = wanted.filter(({ replica }) => replica !== self).slice(0, group.quorum - own.length);
  const quorum = [...own, ...others].sort((a, b) => a.replica - b.replica);
  const prePrepares = rules
    .chosenBatches(quorum)
    .map((ordered) => keys.sealed<PrePrepare<C>>({ kind: "pre-prepare", view, replica: self, ...ordered }));
  const message = keys.sealed<NewView<C>>({
    kind: "new-view",
    view,
    viewChanges: quorum,
    prePrepares,
    replica: self,
  });
  return inOrder(
    state,
    (state) => ({ state, effects: toOthers(site, message) }),
    (state) => enter(state, message, site),
  );
}

export function onNewView<S, C, R>(
  state: NodeState<S, C, R>,
  message: NewView<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { view, isActive } = state.replica;
  const { group, keys, rules } = site;
  if (message.view < view || (message.view === view && isActive)) return unchanged(state);
  if (!isOfPrimary(message, group) || !keys.isGenuine(message)) return unchanged(state);
  if (message.viewChanges.length === 0 || !rules.isJustified(message, site)) return unchanged(state);
  return enter(state, message, site);
}

/** The view begins: what it orders of the past goes through the three phases again. */
function enter<S, C, R>(state: NodeState<S, C, R>, newView: NewView<C>, site: Site<S, C, R>): Turn<S, C, R> {
  const { view, viewChanges, prePrepares } = newView;
  const { sequence: low, proof } = latestStable(viewChanges);
  const raised = withStable(state, low, proof);
  const high = prePrepares.at(-1)?.sequence ?? low;
  const begun: NodeState<S, C, R> = {
    ...withReplica(raised, {
      view,
      newView,
      isActive: true,
      viewChanges: raised.replica.viewChanges.filter((other) => other.view > view),
      lastOrdered: high,
      log: certificatesIn(raised.replica.log, high),
    }),
    assigned: emptyArray,
    queue: primaryOf(view, site.group) === site.self ? queueOf(state.pending) : emptyQueue,
  };
  const due = prePrepares.filter(({ sequence }) => sequence > begun.replica.stable.sequence);
  return inOrder(
    begun,
    ...due.map((prePrepare) => (state: NodeState<S, C, R>) => takeUp(state, prePrepare, site)),
    (state) => passOn(state, site),
  );
}

function takeUp<S, C, R>(
  state: NodeState<S, C, R>,
  prePrepare: PrePrepare<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  if (!isPrimary(state.replica, site)) return accept(state, prePrepare, site);
  const { sequence } = prePrepare;
  return settle(withEntry(state, sequence, { prePrepare }), sequence, site);
}

/**
 * Of earlier views only certificates are kept, until there are later ones: they may be needed in a view change to come.
 * Above what the new view orders nothing has been executed anywhere, nor can be in an earlier view.
 */
function certificatesIn<C>(log: SparseArray<Entry<C>>, high: number): SparseArray<Entry<C>> {
  let kept: SparseArray<Entry<C>> = emptyArray;
  for (const { index, item } of itemsFrom(log)) {
    if (item.prepared === null || index > high) continue;
    kept = withItem(kept, index, { ...item, prePrepare: null, prepares: [], commits: [] });
  }
  return kept;
}

function queueOf<C>(pending: SparseArray<Request<C>>): Queue<Request<C>> {
  let queue: Queue<Request<C>> = emptyQueue;
  for (const { item } of itemsFrom(pending)) queue = enqueued(queue, item);
  return queue;
}

/** The new primary may not have heard of what waits here. */
function passOn<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const to = primaryOf(state.replica.view, site.group);
  if (to === site.self) return unchanged(state);
  return {
    state,
    effects: itemsFrom(state.pending).map(({ item }) => ({ kind: "send", to, message: item })),
  };
}

/** Section 4.5.2: a replica waits for the new view only once a quorum wants it, or a later one. */
export function isAwaited<S, C, R>(
  { view, isActive, viewChanges }: Replica<S, C, R>,
  { group }: Site<S, C, R>,
): boolean {
  return !isActive && viewChanges.filter((message) => message.view >= view).length >= group.quorum;
}
