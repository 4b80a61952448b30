import { itemAt, itemsFrom, type Duration } from "../../core/index.ts";
import { isPrimary } from "./places.ts";
import { isWaiting } from "./status.ts";
import type { Action, Alarm, NodeState, Site, Turn } from "./vocabulary.ts";
import { isAwaited } from "./view-change.ts";

/** Sets the timers that a state calls for and stops the others. */
export function withTimers<S, C, R>({ state, effects }: Turn<S, C, R>, site: Site<S, C, R>): Turn<S, C, R> {
  const { timing } = site;
  const timers: Action<S, C, R>[] = [];
  let next = state;
  const alarm = dueAlarm(state, site);
  if (alarm !== state.alarm) {
    const doublings = Math.min(state.attempts, timing.doublings);
    timers.push(
      alarm === null ? cancel("view change") : set("view change", timing.patience * 2 ** doublings),
    );
    next = { ...next, alarm };
  }
  const isRetrying = state.outstanding.root !== null;
  if (isRetrying !== state.isRetrying) {
    timers.push(isRetrying ? set("retry", timing.retry) : cancel("retry"));
    next = { ...next, isRetrying };
  }
  if (isWaiting(state) !== (state.watched !== null)) {
    const watched = state.watched === null ? state.replica.current.sequence : null;
    timers.push(watched === null ? cancel("status") : set("status", timing.status));
    next = { ...next, watched };
  }
  return { state: next, effects: [...effects, ...timers] };
}

/**
 * What to run the view-change timer for; the same as before if that still holds (section 4.4: a timer is not set anew because
 * another request came or was executed).
 */
function dueAlarm<S, C, R>(state: NodeState<S, C, R>, site: Site<S, C, R>): Alarm | null {
  const { replica, pending, alarm } = state;
  const { view } = replica;
  const isOfView = alarm?.view === view;
  if (!replica.isActive) {
    if (!isAwaited(replica, site)) return null;
    return isOfView && alarm.kind === "new view" ? alarm : { kind: "new view", view };
  }
  if (isPrimary(replica, site) || pending.root === null) return null;
  const isStillDue =
    isOfView && alarm.kind === "request" && itemAt(pending, alarm.client)?.timestamp === alarm.timestamp;
  if (isStillDue) return alarm;
  const { client, timestamp } = itemsFrom(pending)[0]!.item;
  return { kind: "request", view, client, timestamp };
}

function set<S, C, R>(timer: "view change" | "retry" | "status", span: Duration): Action<S, C, R> {
  // Spread out a little, so that replicas do not all move in step.
  return { kind: "set-timer", timer, after: { min: span, max: Math.round(span * 1.25) } };
}

function cancel<S, C, R>(timer: "view change" | "retry" | "status"): Action<S, C, R> {
  return { kind: "cancel-timer", timer };
}
