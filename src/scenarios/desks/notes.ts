import type { Batching } from "../../protocols/desks/index.ts";

/**
 * Batching as notes on the web have it: a batch is closed when it is full, and only then; and once consensus has come to
 * *some* decision, the batch is over and done with. (Their proposer waits for the outcome: one batch at a time.)
 */
export const asInNotes: Batching = {
  nextBatch: ({ queue, underWay, size }) =>
    underWay.length === 0 && queue.length >= size ? queue.slice(0, size) : [],
  afterDecision: (queue) => queue,
};
