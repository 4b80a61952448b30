import {
  nextBallot,
  sameBallot,
  type Ballot,
  type Context,
  type Effect,
  type Protocol,
} from "../../core/index.ts";
import type { MultiPaxos, NodeState, Role } from "../../protocols/multi-paxos/index.ts";
import { requirePersistFirst } from "./persist-first.ts";

/**
 * The same protocol with many times fewer states, for a model in which no heartbeat, question or forwarded command
 * arrives, nobody is loyal to a leader, and nodes lead these ballots only. What is left out, and why nothing that
 * could break the log goes with it:
 *
 * - *Nacks*, if they are to be unsaid. One to a leader or candidate does what the higher ballot's prepare does that is on
 *   its way there: it ends the node's role and raises its promise. What the prepare does besides is to send a promise,
 *   which may be late for ever. And until either arrives, a leader whom nobody accepts any more does nothing that is
 *   noticed. (Code that goes on leading after that prepare is found only where nacks are said.)
 * - *Whom a follower follows, and its patience.* The one matters to loyalty and to forwarding only. The other is ended
 *   by a first ring of the election timer, which may come at any moment; the second ring campaigns. Here, the first does.
 * - *Election timers of those who would campaign at a ballot that is not one of these*: outside the bounds.
 * - *Answers to clients*, at which no property of logs looks.
 */
export function essence<S, C, R>(
  protocol: Protocol<MultiPaxos<S, C, R>>,
  ballots: readonly Ballot[],
  nacks: "said" | "unsaid",
): Protocol<MultiPaxos<S, C, R>> {
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      requirePersistFirst(effects);
      const kept = effects.filter((effect) => isOfConsequence(effect, nacks));
      const isIgnored = input.kind === "message" || input.kind === "request";
      if (isIgnored && next === state && kept.length === 0) return { state, effects: [] };
      return {
        state: { ...next, role: plain(next.role) },
        effects: [...kept, electionTimer(next, context, ballots)],
      };
    },
  };
}

function isOfConsequence<S, C, R>(effect: Effect<MultiPaxos<S, C, R>>, nacks: "said" | "unsaid"): boolean {
  switch (effect.kind) {
    case "persist":
      return true;
    case "send":
      return nacks === "said" || effect.message.kind !== "nack";
    case "decide":
      return effect.decision.kind !== "answered";
    case "set-timer":
    case "cancel-timer":
      return false;
  }
}

const plain = <C>(role: Role<C>): Role<C> =>
  role.kind === "following" ? { kind: "following", leader: null, isPatient: false } : role;

function electionTimer<S, C, R>(
  { role, promised }: NodeState<S, C, R>,
  { self }: Context,
  ballots: readonly Ballot[],
): Effect<MultiPaxos<S, C, R>> {
  const next = nextBallot(self, promised);
  const mayCampaign = role.kind !== "leading" && ballots.some((ballot) => sameBallot(ballot, next));
  return mayCampaign
    ? { kind: "set-timer", timer: "election", after: { min: 0, max: 0 } }
    : { kind: "cancel-timer", timer: "election" };
}
