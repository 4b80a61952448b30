import type { Task } from "./task.ts";

/** A moment at which a call takes effect, all at once. (Herlihy and Wing: linearization point.) */
export interface LinearizationPoint {
  /** Which call: its place in the history. */
  readonly call: number;
  /** When, between its invocation and its return; several may share a moment and then follow the list's order. */
  readonly at: number;
}

/**
 * One order for all objects from an order for each. (Locality: Herlihy and Wing, theorem 1.)
 *
 * Each call takes effect as early as the calls before it in its object's order allow, which is always before it
 * returns. Sorting these moments then respects real time between objects too.
 */
export function mergeOrders(
  orders: readonly (readonly Task<unknown, unknown>[])[],
): readonly LinearizationPoint[] {
  const points: LinearizationPoint[] = [];
  for (const order of orders) {
    let at = -Infinity;
    for (const { index, from } of order) {
      at = Math.max(at, from);
      points.push({ call: index, at });
    }
  }
  return points.sort((a, b) => a.at - b.at);
}
