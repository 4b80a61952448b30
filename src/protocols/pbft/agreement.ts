import { unchanged } from "../../core/index.ts";
import { executeReady } from "./execution.ts";
import type { Commit, Prepare, PrePrepare, SequenceNumber, View } from "./messages.ts";
import { entryAt, inOrder, isPrimary, primaryOf, toOthers, withEntry } from "./places.ts";
import type { NodeState, Replica, Site, Turn } from "./vocabulary.ts";
import { isSoundPrePrepare } from "./verify.ts";

/** Section 4.2, at a backup: accept the pre-prepare and say so. */
export function onPrePrepare<S, C, R>(
  state: NodeState<S, C, R>,
  message: PrePrepare<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { replica } = state;
  const { sequence, digest, batch } = message;
  if (isPrimary(replica, site) || !isDue(replica, message, site)) return heardOf(state, message, site);
  const entry = entryAt(replica, sequence);
  const isKnown = entry.prePrepare?.digest === digest;
  if (isKnown || batch.length === 0 || !site.rules.mayAccept(entry, message)) return unchanged(state);
  if (!isSoundPrePrepare(message, site)) return unchanged(state);
  return accept(state, message, site);
}

/** A backup stands by a pre-prepare. */
export function accept<S, C, R>(
  state: NodeState<S, C, R>,
  prePrepare: PrePrepare<C>,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { view, sequence, digest } = prePrepare;
  const prepare = site.keys.sealed<Prepare>({ kind: "prepare", view, sequence, digest, replica: site.self });
  const { prepares } = entryAt(state.replica, sequence);
  return inOrder(
    withEntry(state, sequence, { prePrepare, prepares: site.rules.counted(prepares, prepare) }),
    (state) => ({ state, effects: toOthers(site, prepare) }),
    (state) => settle(state, sequence, site),
  );
}

/** Prepares and commits are counted as they come, before the pre-prepare too. */
export function onVote<S, C, R>(
  state: NodeState<S, C, R>,
  message: Prepare | Commit,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { replica } = state;
  const { view, sequence } = message;
  if (!isDue(replica, message, site)) return heardOf(state, message, site);
  // The primary's prepare is its pre-prepare.
  if (message.kind === "prepare" && message.replica === primaryOf(view, site.group)) return unchanged(state);
  if (!site.keys.isGenuine(message)) return unchanged(state);
  const entry = entryAt(replica, sequence);
  const { counted } = site.rules;
  if (message.kind === "prepare") {
    const prepares = counted(entry.prepares, message);
    if (prepares === entry.prepares) return unchanged(state);
    return settle(withEntry(state, sequence, { prepares }), sequence, site);
  }
  const commits = counted(entry.commits, message);
  if (commits === entry.commits) return unchanged(state);
  return settle(withEntry(state, sequence, { commits }), sequence, site);
}

/** Commits to what has prepared, and executes what has committed. */
export function settle<S, C, R>(
  state: NodeState<S, C, R>,
  sequence: SequenceNumber,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  return inOrder(
    state,
    (state) => commit(state, sequence, site),
    (state) => executeReady(state, site),
  );
}

function commit<S, C, R>(
  state: NodeState<S, C, R>,
  sequence: SequenceNumber,
  site: Site<S, C, R>,
): Turn<S, C, R> {
  const { self, keys, rules, group } = site;
  const { prePrepare, prepares, commits } = entryAt(state.replica, sequence);
  const hasCommitted = commits.some(({ replica }) => replica === self);
  if (prePrepare === null || hasCommitted) return unchanged(state);
  if (!rules.isPrepared({ prePrepare, prepares }, group)) return unchanged(state);
  const { view, digest } = prePrepare;
  const matching = prepares.filter((prepare) => prepare.digest === digest);
  const message = keys.sealed<Commit>({ kind: "commit", view, sequence, digest, replica: self });
  return {
    state: withEntry(state, sequence, {
      commits: rules.counted(commits, message),
      prepared: { prePrepare, prepares: matching.slice(0, group.quorum - 1) },
    }),
    effects: toOthers(site, message),
  };
}

interface Placed {
  readonly view: View;
  readonly sequence: SequenceNumber;
}

/** Of this view, which is active, and between the water marks. */
function isDue<S, C, R>(
  { view, isActive, stable }: Replica<S, C, R>,
  message: Placed,
  { rules, logSize }: Site<S, C, R>,
): boolean {
  return isActive && message.view === view && rules.isInWindow(message.sequence, stable.sequence, logSize);
}

/** What is of a later view, or far ahead, shows that this replica has missed something. */
function heardOf<S, C, R>(
  state: NodeState<S, C, R>,
  { view, sequence }: Placed,
  { logSize }: Site<S, C, R>,
): Turn<S, C, R> {
  const { replica, isCurious } = state;
  const isBeyond = view > replica.view || sequence > replica.stable.sequence + logSize;
  return isBeyond && !isCurious ? { state: { ...state, isCurious: true }, effects: [] } : unchanged(state);
}
