import type { Effect, Input, Vocabulary } from "../../core/index.ts";

/** What a liar has heard and said of late, the latest last. */
export type Known<V extends Vocabulary> = readonly V["message"][];

/** With what has come in and what goes out, so many messages at most; the same list if that is nothing new. */
export function withKnown<V extends Vocabulary>(
  known: Known<V>,
  reach: number,
  input: Input<V>,
  effects: readonly Effect<V>[] = [],
): Known<V> {
  if (reach === 0) return known;
  const heard = input.kind === "message" ? [input.message] : [];
  const said = effects.flatMap((effect) => (effect.kind === "send" ? [effect.message] : []));
  const news = [...new Set<V["message"]>([...heard, ...said])].filter((message) => !known.includes(message));
  return news.length === 0 ? known : [...known, ...news].slice(-reach);
}
