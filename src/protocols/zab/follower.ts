import { itemAt, unchanged, withItem, withoutItem, type NodeId } from "../../core/index.ts";
import { deliverUpTo } from "./deliver.ts";
import { tell } from "./group.ts";
import { appended, lastZxid } from "./history.ts";
import type { Propose } from "./messages.ts";
import { electionTimer } from "./timers.ts";
import type { Action, Following, ProcessState, Settings, Turn } from "./vocabulary.ts";
import type { Epoch } from "./zxid.ts";

/**
 * Phase 3, at a follower: it accepts proposals in the order of their numbers. The paper's channels keep order and ZooKeeper's
 * are TCP; here a proposal that comes before the one before it waits, and one that got lost is sent again.
 */
export function onPropose<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  propose: Propose<C>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "following" || !settings.rules.takes(state, from, propose)) return unchanged(state);
  const { epoch, transaction } = propose;
  const { counter } = transaction.zxid;
  const isNew = counter >= expected(state, epoch);
  const early = isNew ? withItem(role.early, counter, transaction) : role.early;
  const accepted = inOrder(state, { ...role, early }, epoch);
  const last = lastZxid(accepted);
  const isEarly = isNew && accepted.length === state.length;
  const ack: readonly Action<S, C, R>[] = isEarly ? [] : [tell(from, { kind: "ack", epoch, zxid: last })];
  const delivered = deliverUpTo(accepted, role.committed, settings);
  return {
    state: delivered.state,
    effects: [...ack, ...delivered.effects, electionTimer(settings)],
  };
}

/** The number of the next proposal of the epoch. */
function expected<S, C, R>(state: ProcessState<S, C, R>, epoch: Epoch): number {
  const last = lastZxid(state);
  return last.epoch === epoch ? last.counter + 1 : 1;
}

function inOrder<S, C, R>(
  before: ProcessState<S, C, R>,
  role: Following<C>,
  epoch: Epoch,
): ProcessState<S, C, R> {
  let state = before;
  let { early } = role;
  for (;;) {
    const counter = expected(state, epoch);
    const next = itemAt(early, counter);
    if (next === null) return { ...state, role: { ...role, early } };
    state = appended(state, next);
    early = withoutItem(early, counter);
  }
}
