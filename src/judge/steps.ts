import { compareData, sameData, type Effect, type NodeId, type Vocabulary } from "../core/index.ts";
import type { Finding } from "./exercise.ts";
import { show } from "./told.ts";

/** What a role does in one step, whatever the protocol. */
export interface Step {
  readonly effects: readonly Effect<Vocabulary>[];
}

export interface Letter {
  readonly to: NodeId;
  readonly message: unknown;
}

/** What others hear of a step, in order. */
export const said = ({ effects }: Step): readonly Letter[] =>
  effects.flatMap((effect) => (effect.kind === "send" ? [{ to: effect.to, message: effect.message }] : []));

/** What a step writes to disk, in order. */
export const written = ({ effects }: Step): readonly unknown[] =>
  effects.flatMap((effect) => (effect.kind === "persist" ? [effect.value] : []));

/** One message to each of them. */
export const toAll = (nodes: readonly NodeId[], message: unknown): readonly Letter[] =>
  nodes.map((to) => ({ to, message }));

/**
 * Whether others hear what they should and nothing else, in whatever order. Said twice is as good as said once: the
 * network doubles messages anyhow.
 *
 * @param what the occasion, as the beginning of a sentence.
 */
export function hears(what: string, step: Step, wanted: readonly Letter[]): Finding | null {
  const [got, want] = [distinct(said(step)), distinct(wanted)];
  return sameData(got, want)
    ? null
    : { sentence: `${what}: it should send ${listed(want)}; it sends ${listed(got)}.` };
}

/** In one order, each once. */
function distinct(letters: readonly Letter[]): readonly Letter[] {
  const sorted = letters.toSorted(compareData);
  return sorted.filter((letter, nth) => nth === 0 || !sameData(letter, sorted[nth - 1]));
}

const listed = (letters: readonly Letter[]): string =>
  letters.map(({ to, message }) => `${show(message)} to node ${to}`).join(" and ") || "nothing";
