import {
  emptyArray,
  type Context,
  type Effect,
  type Input,
  type NodeId,
  type Protocol,
} from "../../core/index.ts";
import { noZxid, type ProcessState, type Role, type Zab } from "../../protocols/zab/index.ts";
import { requirePersistFirst } from "./persist-first.ts";

/** The oracle of phase 0. */
export interface Oracle {
  /** By round of election, from 1 on, whom it names as the leader. */
  readonly leaders: readonly NodeId[];
  /** Who may lose patience with its leader, or with those that it leads. */
  readonly impatient: readonly NodeId[];
}

/**
 * The same protocol with many times fewer states, for a model in which nothing is repeated or forwarded. What is left out, and
 * why nothing that could break the history goes with it:
 *
 * - *Elections.* The paper asks for no more than an oracle that names some leader, and safety must not depend on whom. Here
 *   whoever loses patience is told at once whom to follow in the next round. That it may itself be the one, whoever else
 *   follows it, is more than an election would allow; and a process that looks for a leader takes part in nothing.
 * - *Pings*, which commit what commits do, make processes follow as the oracle does, and let a leader of whom no quorum is
 *   heard give up: here it may do so at any moment.
 * - *What a leader gathered in a phase that is over, whom it has heard, and what it takes for lost.*
 * - *Forwarded requests and answers to clients*, at which no property of histories looks.
 */
export function zabEssence<S, C, R>(
  protocol: Protocol<Zab<S, C, R>>,
  oracle: Oracle,
): Protocol<Zab<S, C, R>> {
  type V = Zab<S, C, R>;
  const toldWhom: Protocol<V>["step"] = (state, input, context) => {
    const transition = protocol.step(input.kind === "timer" ? givingUp(state) : state, input, context);
    const answer = answerOf(oracle, transition.state, context);
    if (answer === null) return transition;
    const found = protocol.step(transition.state, answer, context);
    return { state: found.state, effects: [...transition.effects, ...found.effects] };
  };
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = toldWhom(state, input, context);
      requirePersistFirst(effects);
      const kept = effects.filter(isOfConsequence);
      const isIgnored = input.kind === "message" || input.kind === "request";
      if (isIgnored && next === state && kept.length === 0) return { state, effects: [] };
      return {
        state: { ...next, role: plain(next.role, context.self) },
        effects: [...kept, patience<V>(next.round, oracle, context)],
      };
    },
  };
}

function isOfConsequence<S, C, R>(effect: Effect<Zab<S, C, R>>): boolean {
  switch (effect.kind) {
    case "persist":
      return true;
    case "send":
      return !["notification", "ping", "pong", "request"].includes(effect.message.kind);
    case "decide":
      return effect.decision.kind !== "answered";
    case "set-timer":
    case "cancel-timer":
      return false;
  }
}

/** An established leader gives up only after some silence, which a ring of its timer stands for. */
function givingUp<S, C, R>(state: ProcessState<S, C, R>): ProcessState<S, C, R> {
  const { role } = state;
  return role.kind === "leading" ? { ...state, role: { ...role, phase: "discovery" } } : state;
}

/** Another process votes as well for the one that the oracle names: with one's own vote that is a quorum of three. */
function answerOf<S, C, R>(
  { leaders }: Oracle,
  { role, round }: ProcessState<S, C, R>,
  { self }: Context,
): Input<Zab<S, C, R>> | null {
  const node = leaders[round - 1];
  if (role.kind !== "looking" || node === undefined) return null;
  const vote = { node, epoch: Number.MAX_SAFE_INTEGER, last: noZxid };
  return { kind: "message", from: self === 0 ? 1 : 0, message: { kind: "notification", round, vote } };
}

function plain<S, C, R>(role: Role<S, C, R>, self: NodeId): Role<S, C, R> {
  if (role.kind !== "leading") return role;
  const rest = { ...role, heard: [self], unheard: 0, sentBefore: 0 };
  return role.phase === "discovery" ? rest : { ...rest, epochs: emptyArray, acknowledged: [] };
}

function patience<V extends Zab<unknown, unknown, unknown>>(
  round: number,
  { leaders, impatient }: Oracle,
  { self }: Context,
): Effect<V> {
  return round < leaders.length && impatient.includes(self)
    ? { kind: "set-timer", timer: "election", after: { min: 0, max: 0 } }
    : { kind: "cancel-timer", timer: "election" };
}
