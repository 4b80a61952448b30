import { unchanged, type NodeId } from "../../core/index.ts";
import { genesisQC, type QC, type View, type ViewCertificate } from "./blocks.ts";
import { signNewView } from "./certificates.ts";
import { isEmpty, pooled } from "./pool.ts";
import { branchTo, type Tree } from "./tree.ts";
import { send } from "./send.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * The pacemaker (section 6) sees to it that correct nodes meet in a view with a correct leader for long enough. It can hold
 * things up, and never break safety.
 *
 * A node enters a view by a certificate only: for a block of the view before, or of a quorum that is ready for the view
 * itself. So whoever is ahead can prove it to whoever is behind, and nobody runs away alone.
 */
export function viewOf<S, C, R>({ genericQC, entry }: NodeState<S, C, R>): View {
  return Math.max(genericQC.view + 1, entry?.view ?? 0);
}

export function enter<S, C, R>(state: NodeState<S, C, R>, entry: ViewCertificate): NodeState<S, C, R> {
  return entry.view > viewOf(state) ? { ...state, entry } : state;
}

/** Everybody's turn, one after the other. */
export function leaderOf<S, C, R>(view: View, { group, tenure }: Settings<S, C, R>): NodeId {
  return Math.floor(view / tenure) % group.nodes;
}

/** Who gathers the votes of this view. */
export function collectorOf<S, C, R>(view: View, settings: Settings<S, C, R>): NodeId {
  return leaderOf(settings.votesTo === "leader" ? view : view + 1, settings);
}

/**
 * The view took too long: tells the leader of a later one, and only that one, that this node is ready for it. With each
 * further timeout it is the next leader's turn, and after the last one the first one's again, so that each has come to
 * hear of all who are ready, whenever they lost patience.
 */
export function onViewTimer<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  if (!isNeedy(state)) return unchanged(state);
  const { timing, self } = settings;
  const { timeouts, backoff } = state.pacemaker;
  const late: NodeState<S, C, R> = {
    ...state,
    pacemaker: { timeouts: timeouts + 1, backoff: Math.min(backoff + 1, timing.doublings) },
  };
  const view = nextView(state, settings);
  const leader = leaderOf(view, settings);
  const commands = pooled(state.pool);
  const isLacking = branchTo(state.tree, state.genericQC) === null;
  return {
    state: late,
    effects: [
      send(leader, signNewView(self, view, state.genericQC, settings)),
      ...(commands.length > 0 ? [send<S, C, R>(leader, { kind: "forward", commands })] : []),
      ...(isLacking ? [send<S, C, R>(leader, { kind: "missing", from: state.replica.next })] : []),
      viewTimer(late, settings),
    ],
  };
}

/**
 * The first to be asked is the next leader, though it may be the one that fails: were it passed over, a faulty leader that
 * keeps its certificate to itself could see to it that the same correct one never leads.
 */
function nextView<S, C, R>(state: NodeState<S, C, R>, { group, tenure }: Settings<S, C, R>): View {
  return viewOf(state) + 1 + (state.pacemaker.timeouts % (group.nodes * tenure));
}

/** Whether it waits for anything: the others rest, and their timers do not run. */
export function isNeedy<S, C, R>({ pool, tree, genericQC }: NodeState<S, C, R>): boolean {
  return !isEmpty(pool) || !isSettled(tree, genericQC);
}

/**
 * Whether a chain may rest: a certificate that ends a three-chain after all commands shows to everybody who comes to know
 * of it that all of them are committed. (A node may have seen that by another certificate. Others would wait for ever.)
 */
function isSettled<C>(tree: Tree<C>, genericQC: QC): boolean {
  const branch = branchTo(tree, genericQC);
  if (branch === null) return false;
  const { view } = tree.root;
  const length = view === genesisQC.view ? 0 : 2;
  return (
    branch.length === length &&
    branch.every((block, nth) => block.commands.length === 0 && block.view === view + 1 + nth)
  );
}

function viewTimer<S, C, R>(
  { pacemaker }: NodeState<S, C, R>,
  { timing }: Settings<S, C, R>,
): Action<S, C, R> {
  const span = timing.timeout * 2 ** pacemaker.backoff;
  return { kind: "set-timer", timer: "view", after: { min: span, max: span } };
}

/** The end of a step: a new view has its time for itself. */
export function keepPace<S, C, R>(
  before: NodeState<S, C, R>,
  turn: Turn<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { state, effects } = turn;
  const isNewView = viewOf(state) > viewOf(before);
  const [wasNeedy, needy] = [isNeedy(before), isNeedy(state)];
  if (!isNewView && wasNeedy === needy) return turn;
  const hasSucceeded = state.genericQC.view > before.genericQC.view;
  const backoff = Math.max(0, state.pacemaker.backoff - (hasSucceeded ? 1 : 0));
  const paced = isNewView ? { ...state, pacemaker: { timeouts: 0, backoff } } : state;
  if (needy) return { state: paced, effects: [...effects, viewTimer(paced, settings)] };
  const cancel: Action<S, C, R> = { kind: "cancel-timer", timer: "view" };
  return { state: paced, effects: wasNeedy ? [...effects, cancel] : effects };
}
