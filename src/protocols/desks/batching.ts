import { sameData } from "../../core/index.ts";
import type { Batch, Batching, Command, Desk } from "./vocabulary.ts";

/**
 * Closes a batch when it is full, or when one of its commands has waited for long enough; and what was not chosen goes back
 * to where it stood in the queue.
 *
 * A client whose command is under way waits, for if that one loses its slot, a later one must not have overtaken it.
 */
export const soundBatching: Batching = { nextBatch, afterDecision };

function nextBatch({ queue, underWay, now, size, delay, window }: Desk): readonly Command[] {
  if (underWay.length >= window) return [];
  const busy = new Set(underWay.flatMap(({ commands }) => commands).map(({ client }) => client));
  const batch = queue.filter(({ client }) => !busy.has(client)).slice(0, size);
  const isDue = batch.some(({ askedAt }) => now - askedAt >= delay);
  return batch.length === size || isDue ? batch : [];
}

function afterDecision(queue: readonly Command[], mine: Batch, chosen: Batch): readonly Command[] {
  if (sameData(mine, chosen)) return queue;
  return [...mine.commands, ...queue].sort((a, b) => a.askedAt - b.askedAt);
}
