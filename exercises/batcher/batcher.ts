import type { Batch, Command, Desk } from "paxoslab/protocols/desks";

/**
 * Something has happened at your desk. What goes into the next slot now? Nothing (an empty list) if it is too early, or if as
 * many batches are under way as the window allows. You are asked again until you say nothing.
 *
 * This one does what notes on the web do: it waits for a full batch. The tests say what is wrong with that.
 */
export function nextBatch({ queue, size }: Desk): readonly Command[] {
  // TODO: who waits for a command that comes alone? What if the window is full? Whose commands are under way?
  return queue.length >= size ? queue.slice(0, size) : [];
}

/**
 * A slot in which you had proposed `mine` is decided, and `chosen` stands there for ever. What waits now? (`queue` is what
 * waits besides. Both arguments came over the network: compare what they say, not which objects they are.)
 */
export function afterDecision(queue: readonly Command[], _mine: Batch, _chosen: Batch): readonly Command[] {
  // TODO: consensus has been reached, so the batch is done with. Or is it?
  return queue;
}
