import { andThen, itemsFrom, nodes, unchanged, withItem, itemAt, type NodeId } from "../../core/index.ts";
import type { Block, QC, View, ViewCertificate } from "./blocks.ts";
import { isGenuineNewView, isGenuineVote, signNewView } from "./certificates.ts";
import type { NewView, Vote } from "./messages.ts";
import { collectorOf, isNeedy, leaderOf, viewOf } from "./pacemaker.ts";
import { pooled } from "./pool.ts";
import { branchTo } from "./tree.ts";
import { send } from "./send.ts";
import { learn } from "./update.ts";
import type { NodeState, Settings, Turn } from "./vocabulary.ts";

/** A quorum of votes for one block makes a certificate, which the leader of the next view is waiting for. */
export function onVote<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  vote: Vote,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { self, group } = settings;
  const { view, block, signature } = vote;
  const { signer } = signature;
  const isMine = collectorOf(view, settings) === self && signer === from;
  const isNew = view > state.genericQC.view && view > (itemAt(state.votes, signer)?.view ?? 0);
  if (!isMine || !isNew || !isGenuineVote(vote, settings)) return unchanged(state);
  const votes = withItem(state.votes, signer, vote);
  const same = itemsFrom(votes).filter(({ item }) => item.view === view && item.block === block);
  const gathered = { ...state, votes };
  if (same.length < group.quorum) return unchanged(gathered);
  const qc: QC = { view, block, signatures: same.map(({ item }) => item.signature) };
  return andThen(learn(gathered, qc, settings), (state) => relay(state, qc, settings));
}

function relay<S, C, R>(state: NodeState<S, C, R>, qc: QC, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { self } = settings;
  const next = leaderOf(qc.view + 1, settings);
  if (next === self) return unchanged(state);
  return { state, effects: [send(next, signNewView(self, qc.view + 1, qc, settings))] };
}

/** A node is ready for a view that this one leads, or does not know how far things have come. */
export function onNewView<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: NewView,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { view, justify, signature } = message;
  const isSound = signature.signer === from && isGenuineNewView(message, settings);
  if (!isSound || !settings.rules.isCertified(justify, settings)) return unchanged(state);
  return andThen(learn(state, justify, settings), (state) => {
    const isMine = leaderOf(view, settings) === settings.self && view >= viewOf(state);
    const newViews = isMine ? withItem(state.newViews, from, message) : state.newViews;
    const { genericQC, entry } = state;
    const isBehind = justify.view < genericQC.view || (entry !== null && view <= entry.view);
    return {
      state: { ...state, newViews },
      effects: isBehind ? [send(from, { kind: "catch-up", justify: genericQC, entry })] : [],
    };
  });
}

/**
 * Proposes a block, if this node leads a view that has begun: a child of the block with the highest certificate.
 *
 * A view begins with a certificate of the one before, or with new-view messages of a quorum, among them one from whoever
 * has voted last.
 */
export function lead<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { self, group } = settings;
  const { genericQC: justify } = state;
  const opening = openingOf(state, settings);
  if (opening === null) return unchanged(state);
  const branch = branchTo(state.tree, justify);
  if (branch === null || (opening.entry === null && !hasReason(state))) return unchanged(state);
  const { view, entry } = opening;
  const block: Block<C> = { view, commands: freshCommands(state, branch, settings), justify };
  const message = { kind: "generic" as const, block, entry };
  return {
    state: { ...state, proposed: view },
    // To itself first: what it tells others it has then voted for, and will not forget.
    effects: [self, ...nodes(group.nodes).filter((node) => node !== self)].map((node) => send(node, message)),
  };
}

interface Opening {
  readonly view: View;
  readonly entry: ViewCertificate | null;
}

function openingOf<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Opening | null {
  const { genericQC, vheight, proposed } = state;
  const isOpen = (view: View): boolean =>
    view >= viewOf(state) && view > vheight && view > proposed && leaderOf(view, settings) === settings.self;
  const next = genericQC.view + 1;
  if (isOpen(next)) return { view: next, entry: null };
  const ready = itemsFrom(state.newViews).map(({ item }) => item);
  for (const { view } of ready) {
    const same = ready.filter((other) => other.view === view);
    if (same.length < settings.group.quorum || !isOpen(view)) continue;
    return { view, entry: { view, signatures: same.map(({ signature }) => signature) } };
  }
  return null;
}

/** Somebody wants something, or would learn by this block that it is committed. Else the chain rests. */
function hasReason<S, C, R>(state: NodeState<S, C, R>): boolean {
  const unpublished = itemsFrom(state.log, state.published);
  return isNeedy(state) || unpublished.some(({ item }) => item.commands.length > 0);
}

function freshCommands<S, C, R>(
  { pool }: NodeState<S, C, R>,
  branch: readonly Block<C>[],
  { batch }: Settings<S, C, R>,
): Block<C>["commands"] {
  const underWay = new Map(
    branch.flatMap(({ commands }) => commands.map(({ client, sequence }) => [client, sequence] as const)),
  );
  return pooled(pool)
    .filter(({ client, sequence }) => sequence > (underWay.get(client) ?? -1))
    .slice(0, batch);
}
