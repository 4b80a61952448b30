import { sameData } from "paxoslab/core";
import type { Batch, Command, Desk } from "paxoslab/protocols/desks";

/**
 * Why it is right: whatever stands before a command of the same client in the queue goes with it or before it, and no client has
 * commands in two batches under way, so neither slots that are lost nor slots that are decided late can turn its commands
 * round. The batch is the *oldest* commands that may go, so when it is neither full nor due, no other would be.
 */
export function nextBatch({ queue, underWay, now, size, delay, window }: Desk): readonly Command[] {
  if (underWay.length >= window) return [];
  const busy = new Set(underWay.flatMap(({ commands }) => commands).map(({ client }) => client));
  const batch = queue.filter(({ client }) => !busy.has(client)).slice(0, size);
  const isDue = batch.some(({ askedAt }) => now - askedAt >= delay);
  return batch.length === size || isDue ? batch : [];
}

/**
 * Why it is right: a slot holds one batch for ever. If that is mine, its commands are in the log; if not, mine was proposed
 * nowhere else and never will be chosen, so each of its commands must be proposed again, and can be without being
 * doubled. It takes the place that it had: among those that wait by the time they were asked, for another lost batch may be back
 * before it.
 */
export function afterDecision(queue: readonly Command[], mine: Batch, chosen: Batch): readonly Command[] {
  if (sameData(mine, chosen)) return queue;
  return [...mine.commands, ...queue].sort((a, b) => a.askedAt - b.askedAt);
}
