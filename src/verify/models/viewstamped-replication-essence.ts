import type { Effect, NodeId, Protocol } from "../../core/index.ts";
import type { Status, ViewstampedReplication } from "../../protocols/viewstamped-replication/index.ts";
import { requirePersistFirst } from "./persist-first.ts";

export interface Fewer {
  /** The last view to be looked at. */
  readonly view: number;
  /** Who may lose patience with its primary. */
  readonly impatient: readonly NodeId[];
}

/**
 * The same protocol with many times fewer states, for a model in which nothing is repeated or forwarded. What is left out, and
 * why nothing that could break the log goes with it:
 *
 * - *Who else wants a view*, once a replica has voted for it: it votes once.
 * - *Which backups have what is committed already*, at a primary: it asks what more they have.
 * - *Patience* of those who may not lose it, or only with the last view: outside the bounds.
 * - *Heartbeats, forwarded requests, and answers to clients*, at which no property of logs looks: a message may be late for
 *   ever, and whoever repeats one could as well have had it delivered.
 */
export function replicationEssence<S, C, R>(
  protocol: Protocol<ViewstampedReplication<S, C, R>>,
  { view, impatient }: Fewer,
): Protocol<ViewstampedReplication<S, C, R>> {
  type V = ViewstampedReplication<S, C, R>;
  const isKept = (effect: Effect<V>): boolean => {
    switch (effect.kind) {
      case "persist":
        return true;
      case "send":
        return effect.message.kind !== "request";
      case "decide":
        return effect.decision.kind !== "answered";
      case "set-timer":
      case "cancel-timer":
        return false;
    }
  };
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      requirePersistFirst(effects);
      const kept = effects.filter(isKept);
      const isIgnored = input.kind === "message" || input.kind === "request";
      if (isIgnored && next === state && kept.length === 0) return { state, effects: [] };
      const { status } = next;
      const waits = status.kind === "view-change" ? status.hasVoted : isBackup(status);
      const mayGiveUp = waits && next.view < view && impatient.includes(context.self);
      const patience: Effect<V> = mayGiveUp
        ? { kind: "set-timer", timer: "view-change", after: { min: 0, max: 0 } }
        : { kind: "cancel-timer", timer: "view-change" };
      return {
        state: { ...next, status: plain(status, next.application.commitNumber) },
        effects: [...kept, patience],
      };
    },
  };
}

const isBackup = <S, C, R>(status: Status<S, C, R>): boolean =>
  status.kind === "normal" && status.primary === null;

function plain<S, C, R>(status: Status<S, C, R>, committed: number): Status<S, C, R> {
  switch (status.kind) {
    case "normal": {
      if (status.primary === null) return status;
      const prepared = status.primary.prepared.map((last) => Math.max(last, committed));
      return { ...status, primary: { ...status.primary, prepared, sentBefore: 0 } };
    }
    case "view-change":
      return status.hasVoted ? { ...status, startViewChanges: [] } : status;
    case "recovering":
      return status;
  }
}
