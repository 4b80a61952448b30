import type { Context, Effect, NodeId, Protocol } from "../../core/index.ts";
import type { Raft, Role, ServerState } from "../../protocols/raft/index.ts";
import { requirePersistFirst } from "./persist-first.ts";

/** Who may begin which terms. */
export interface Terms {
  /** By term, from 1 on, the servers that may be candidates in it. */
  readonly candidates: readonly (readonly NodeId[])[];
}

/**
 * The same protocol with many times fewer states, for a model in which no heartbeat and no forwarded command arrives,
 * nobody is loyal to a leader, and only these servers are candidates. What is left out, and why nothing that could break
 * the log goes with it:
 *
 * - *Whom a follower follows.* That matters to loyalty and to forwarding only.
 * - *Election timers of those who may not begin the next term*: outside the bounds.
 * - *Whom a leader has heard, and what it takes for lost.* Both are looked at when the heartbeat timer rings, which it does
 *   not: any message may be late for ever, and whoever repeats one could as well have had it delivered.
 * - *Answers to clients*, at which no property of logs looks.
 */
export function raftEssence<S, C, R>(
  protocol: Protocol<Raft<S, C, R>>,
  terms: Terms,
): Protocol<Raft<S, C, R>> {
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      requirePersistFirst(effects);
      const kept = effects.filter(isOfConsequence);
      const isIgnored = input.kind === "message" || input.kind === "request";
      if (isIgnored && next === state && kept.length === 0) return { state, effects: [] };
      return {
        state: { ...next, role: plain(next.role, context.self) },
        effects: [...kept, electionTimer(next, context, terms)],
      };
    },
  };
}

function isOfConsequence<S, C, R>(effect: Effect<Raft<S, C, R>>): boolean {
  switch (effect.kind) {
    case "persist":
      return true;
    case "send":
      return effect.message.kind !== "forward" && effect.message.kind !== "reconfigure";
    case "decide":
      return effect.decision.kind !== "answered";
    case "set-timer":
    case "cancel-timer":
      return false;
  }
}

function plain(role: Role, self: NodeId): Role {
  switch (role.kind) {
    case "follower":
      return { kind: "follower", leader: null };
    case "candidate":
      return role;
    case "leader":
      return { ...role, heard: [self], unheard: 0 };
  }
}

function electionTimer<S, C, R>(
  { role, currentTerm }: ServerState<S, C, R>,
  { self }: Context,
  { candidates }: Terms,
): Effect<Raft<S, C, R>> {
  const mayCampaign = role.kind !== "leader" && candidates[currentTerm]?.includes(self) === true;
  return mayCampaign
    ? { kind: "set-timer", timer: "election", after: { min: 0, max: 0 } }
    : { kind: "cancel-timer", timer: "election" };
}
