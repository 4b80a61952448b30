/**
 * A process of the distributed system, numbered from 0.
 *
 * Numbers are totally ordered, which is what makes two ballots of one round comparable. Names that
 * people read ("Kurla") belong to the scenario and travel beside the trace.
 */
export type NodeId = number;

/** The nodes `0 … count - 1`. */
export function nodes(count: number): readonly NodeId[] {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`A system needs a whole number of nodes, at least 1; got ${count}.`);
  }
  return Array.from({ length: count }, (_, node) => node);
}
