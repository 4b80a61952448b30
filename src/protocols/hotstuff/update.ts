import {
  andThen,
  executeOnce,
  itemAt,
  itemsFrom,
  unchanged,
  withItem,
  withoutItem,
  type ClientCommand,
} from "../../core/index.ts";
import { digestOf } from "../byzantine/index.ts";
import type { Block, QC } from "./blocks.ts";
import { withoutExecuted } from "./pool.ts";
import { blockAt, branchTo, rootedAt, withBlock } from "./tree.ts";
import type { Action, NodeState, Settings, Turn } from "./vocabulary.ts";

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
  { rules, service }: Settings<S, C, R>,
): Turn<S, C, R> {
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
  return last === null ? unchanged(learned) : commit(learned, last, service);
}

/** Executes the block, after all its ancestors that are not yet executed. */
function commit<S, C, R>(
  state: NodeState<S, C, R>,
  last: Block<C>,
  service: Settings<S, C, R>["service"],
): Turn<S, C, R> {
  const branch = branchTo(state.tree, { view: last.view, block: digestOf(last) });
  if (branch === null) return unchanged(state);
  let turn: Turn<S, C, R> = unchanged({ ...state, tree: rootedAt(state.tree, last) });
  for (const block of branch) turn = andThen(turn, (state) => apply(state, block, service));
  return turn;
}

export function apply<S, C, R>(
  state: NodeState<S, C, R>,
  block: Block<C>,
  service: Settings<S, C, R>["service"],
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
  return andThen({ state: applied, effects: [{ kind: "decide", decision }] }, (state) =>
    answer(state, commands),
  );
}

/** Answers those who wait for one of these commands and whose session has come so far. */
function answer<S, C, R>(state: NodeState<S, C, R>, commands: readonly ClientCommand<C>[]): Turn<S, C, R> {
  let { waiting } = state;
  const effects: Action<S, C, R>[] = [];
  for (const { client } of commands) {
    const wish = itemAt(waiting, client);
    const session = itemAt(state.replica.sessions, client);
    if (wish === null || session === null || wish.sequence > session.sequence) continue;
    waiting = withoutItem(waiting, client);
    if (wish.sequence < session.sequence) continue; // Asked elsewhere, the client has gone on.
    const { sequence, result } = session;
    effects.push({ kind: "decide", decision: { kind: "answered", client, sequence, result } });
  }
  return { state: waiting === state.waiting ? state : { ...state, waiting }, effects };
}

/** Executes again all that is committed, as after a crash. */
export function replay<S, C, R>(state: NodeState<S, C, R>, { service }: Settings<S, C, R>): Turn<S, C, R> {
  let turn: Turn<S, C, R> = unchanged(state);
  for (const { item } of itemsFrom(state.log)) turn = andThen(turn, (state) => apply(state, item, service));
  return turn;
}
