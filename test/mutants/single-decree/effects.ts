import type {
  AcceptorState,
  RoleEffect,
  RoleTransition,
} from "../../../src/protocols/single-decree/index.ts";

type Effects<P> = readonly RoleEffect<P, string>[];

/** A role's answer with other effects. */
export function withEffects<S, P>(
  { state, effects }: RoleTransition<S, P, string>,
  change: (effects: Effects<P>) => Effects<P>,
): RoleTransition<S, P, string> {
  return { state, effects: change(effects) };
}

export function withoutPersist<P>(effects: Effects<P>): Effects<P> {
  return effects.filter(({ kind }) => kind !== "persist");
}

export function persistLast<P>(effects: Effects<P>): Effects<P> {
  return [...withoutPersist(effects), ...effects.filter(({ kind }) => kind === "persist")];
}

export function withoutNacks<P>(effects: Effects<P>): Effects<P> {
  return effects.filter((effect) => effect.kind !== "send" || effect.message.kind !== "nack");
}

export function twice<P>(effects: Effects<P>): Effects<P> {
  return effects.flatMap((effect): Effects<P> => (effect.kind === "send" ? [effect, effect] : [effect]));
}

type Acceptor = AcceptorState<string>;
type Answer = RoleTransition<Acceptor, Acceptor, string>;

/** The answer with something else on disk; what the acceptor remembers until a crash is left alone. */
export const writing = (answer: Answer, change: (written: Acceptor) => Acceptor): Answer =>
  withEffects(answer, (effects) =>
    effects.map((effect) =>
      effect.kind === "persist" ? { ...effect, value: change(effect.value) } : effect,
    ),
  );

/** The answer with something else remembered, and the same on disk. */
export const remembering = (answer: Answer, change: (next: Acceptor) => Acceptor): Answer =>
  writing({ ...answer, state: change(answer.state) }, change);
