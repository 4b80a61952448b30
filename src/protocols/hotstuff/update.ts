import {
  andThen,
  executeOnce,
  itemAt,
  itemsFrom,
  unchanged,
  withItem,
  type NodeId,
} from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import type { Block, QC, Wish } from "./blocks.ts";
import { withoutExecuted, wishOf, type Pool } from "./pool.ts";
import { signedReply } from "./requests.ts";
import { send } from "./send.ts";
import { blockAt, branchTo, rootedAt, withBlock } from "./tree.ts";
import type { Action, NodeState, Replica, Settings, Turn } from "./vocabulary.ts";

/** Puts a block into the tree, which has its parent, and learns what it certifies. */
export function attach<S, C, R>(
  state: NodeState<S, C, R>,
  block: Block<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  if (blockAt(state.tree, { view: block.view, block: digestOf(block) }) !== null) return unchanged(state);
  const attached = { ...state, tree: withBlock(state.tree, block) };
  let turn = learn(attached, block.justify, settings);
  const { genericQC } = turn.state;
  if (genericQC.view === block.view) turn = andThen(turn, (state) => learn(state, genericQC, settings));
  if (block.justify.view < genericQC.view) return turn;
  return { ...turn, state: { ...turn.state, published: turn.state.replica.next } };
}

/**
 * The procedure `update` of Algorithm 4. One certificate means something else to each block of its chain: for b″ it ends
 * the prepare phase, for b′ pre-commit, which locks it, and for b commit.
 */
export function learn<S, C, R>(
  state: NodeState<S, C, R>,
  qc: QC,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { rules } = settings;
  const { tree, lockedQC } = state;
  const genericQC = qc.view > state.genericQC.view ? qc : state.genericQC;
  const b2 = blockAt(tree, qc);
  if (b2 === null) return unchanged(genericQC === state.genericQC ? state : { ...state, genericQC });
  const b1 = blockAt(tree, b2.justify);
  const b0 = b1 && blockAt(tree, b1.justify);
  const chain = { b2, b1, b0 };
  const lock = rules.locks(chain);
  const isHigher = lock !== null && lock.view > lockedQC.view;
  const isNews = isHigher || genericQC !== state.genericQC;
  const learned = isNews ? { ...state, genericQC, lockedQC: isHigher ? lock : lockedQC } : state;
  const last = rules.commits(chain) as Block<C> | null;
  return last === null ? unchanged(learned) : commit(learned, last, settings);
}

/** Executes the block, after all its ancestors that are not yet executed, and tells whoever asked for it. */
function commit<S, C, R>(
  state: NodeState<S, C, R>,
  last: Block<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const branch = branchTo(state.tree, { view: last.view, block: digestOf(last) });
  if (branch === null) return unchanged(state);
  let turn: Turn<S, C, R> = unchanged({ ...state, tree: rootedAt(state.tree, last) });
  for (const block of branch) {
    turn = andThen(turn, (before) => {
      const { state, effects } = apply(before, block, settings);
      const replies = block.commands.flatMap((wish) =>
        proxiesOf(wish, before.pool).flatMap((proxy) => replyTo(wish, proxy, state.replica, settings)),
      );
      return { state, effects: [...effects, ...replies] };
    });
  }
  return turn;
}

function apply<S, C, R>(
  state: NodeState<S, C, R>,
  block: Block<C>,
  { service }: Settings<S, C, R>,
): Turn<S, C, R> {
  const { next: slot } = state.replica;
  const { view, commands } = block;
  const { executed, ...after } = executeOnce(state.replica, commands, service);
  const applied: NodeState<S, C, R> = {
    ...state,
    log: withItem(state.log, slot, block),
    replica: { ...after, next: slot + 1 },
    pool: withoutExecuted(state.pool, commands, after.sessions),
  };
  const decision = { kind: "applied" as const, slot, view, commands, executed };
  return { state: applied, effects: [{ kind: "decide", decision }] };
}

/** Where the client asked; and where it asked again since, if it has moved. */
function proxiesOf<C>(wish: Wish<C>, pool: Pool<C>): readonly NodeId[] {
  const latest = wishOf(pool, wish.client);
  const hasMoved = latest?.sequence === wish.sequence && latest.proxy !== wish.proxy;
  return hasMoved ? [wish.proxy, latest.proxy] : [wish.proxy];
}

/** What came of it, if it was the last that was executed for its client. */
export function replyTo<S, C, R>(
  { client, sequence }: Wish<C>,
  proxy: NodeId,
  { sessions }: Replica<S, R>,
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const session = itemAt(sessions, client);
  if (session?.sequence !== sequence) return [];
  return [send(proxy, signedReply(settings.self, { client, ...session }, settings))];
}

/** Executes again all that is committed, as after a crash. */
export function replay<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (const { item } of itemsFrom(state.log)) turn = andThen(turn, (state) => apply(state, item, settings));
  return turn;
}
