import { andThen, unchanged, type NodeId } from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import type { Block, ViewCertificate } from "./blocks.ts";
import { signVote } from "./certificates.ts";
import type { Generic } from "./messages.ts";
import { enter, leaderOf, collectorOf, viewOf } from "./pacemaker.ts";
import { hasBlockOf, isAttached } from "./tree.ts";
import { send } from "./send.ts";
import { attach, learn } from "./update.ts";
import type { NodeState, Settings, Turn } from "./vocabulary.ts";

/** A proposal, from whoever leads its view and from nobody else. Its certificates bring the replica into its view. */
export function onGeneric<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: Generic<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { block, entry } = message;
  if (from !== leaderOf(block.view, settings) || !isWellFormed(block, entry, settings))
    return unchanged(state);
  const turn = learn(entry === null ? state : enter(state, entry), block.justify, settings);
  return andThen(turn, (state) => {
    if (viewOf(state) === block.view) return consider({ ...state, pending: message }, settings);
    return isOfUse(block, state) ? attach(state, block, settings) : unchanged(state);
  });
}

/** Whether it carries what allows a leader to propose: certificates that fit, and only what clients have asked for. */
function isWellFormed<S, C, R>(
  { view, justify, commands }: Block<C>,
  entry: ViewCertificate | null,
  settings: Settings<S, C, R>,
): boolean {
  const { rules } = settings;
  const isNext = justify.view === view - 1;
  const isEntered = isNext || (entry !== null && entry.view === view && rules.isEntered(entry, settings));
  const isFounded = isEntered && justify.view < view && rules.isCertified(justify, settings);
  return isFounded && commands.every((wish) => rules.isAsked(wish, settings.authentication));
}

/** Too late for a vote; but its descendants may come, and then it need not be asked for. */
function isOfUse<S, C, R>({ view, justify }: Block<C>, { tree }: NodeState<S, C, R>): boolean {
  return view > tree.root.view && isAttached(tree, justify) && !hasBlockOf(tree, view);
}

/** Votes for the proposal of its view, as soon as all its ancestors are here: they tell what the replica is locked on. */
export function consider<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { pending, tree } = state;
  if (pending === null) return unchanged(state);
  const { block } = pending;
  const { view, justify } = block;
  if (viewOf(state) !== view) return unchanged({ ...state, pending: null });
  if (!isAttached(tree, justify)) return unchanged(state);
  const considered = { ...state, pending: null };
  const { mayVote, safeNode } = settings.rules;
  if (!mayVote(state, block) || !safeNode(block, state.lockedQC, tree)) {
    return hasBlockOf(tree, view) ? unchanged(considered) : attach(considered, block, settings);
  }
  const turn = attach({ ...considered, vheight: view }, block, settings);
  const vote = signVote(settings.self, view, digestOf(block), settings);
  return andThen(turn, (state) => ({ state, effects: [send(collectorOf(view, settings), vote)] }));
}
