import { brief } from "../brief.ts";
import type { SequentialSpecification } from "../specification.ts";

export type QueueOperation<Item> =
  | { readonly kind: "enqueue"; readonly queue: string; readonly item: Item }
  | { readonly kind: "dequeue"; readonly queue: string };

/** An enqueue returns "ok"; a dequeue the item, null if there was none. */
export type QueueResult<Item> = Item | null | "ok";

/** Queues by name, first in, first out. (The running example of Herlihy and Wing.) */
export function fifoQueue<Item>(): SequentialSpecification<
  readonly Item[],
  QueueOperation<Item>,
  QueueResult<Item>
> {
  return {
    name: "FIFO queue",
    initial: () => [],
    partition: ({ queue }) => queue,
    outcomes(items, operation) {
      switch (operation.kind) {
        case "enqueue":
          return [{ state: [...items, operation.item], result: "ok" }];
        case "dequeue": {
          const [first, ...rest] = items;
          return [{ state: rest, result: first ?? null }];
        }
      }
    },
    isReadOnly: ({ kind }, observed) => kind === "dequeue" && observed?.result === null,
    describe(operation, observed) {
      const told = observed === null ? "" : ` → ${brief(observed.result)}`;
      return operation.kind === "enqueue"
        ? `enqueue ${brief(operation.item)}`
        : `dequeue ${operation.queue}${told}`;
    },
  };
}
