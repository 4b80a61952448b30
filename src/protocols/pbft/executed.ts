import { itemAt, itemsFrom, withoutItem, type SparseArray } from "../../core/index.ts";
import type { Batch, Request } from "./messages.ts";
import type { Snapshot } from "./vocabulary.ts";

/** Whether it, or a later one of its client, has been executed. */
export function isExecuted<S, R>(
  { sessions }: Snapshot<S, R>,
  { client, timestamp }: { readonly client: number; readonly timestamp: number },
): boolean {
  return (itemAt(sessions, client)?.sequence ?? -1) >= timestamp;
}

/** The requests still to be executed, after a step that may have executed some of these clients'. */
export function withoutExecuted<S, C, R>(
  pending: SparseArray<Request<C>>,
  batch: Batch<C> | "all",
  snapshot: Snapshot<S, R>,
): SparseArray<Request<C>> {
  const clients =
    batch === "all" ? itemsFrom(pending).map(({ index }) => index) : batch.map(({ client }) => client);
  let left = pending;
  for (const client of clients) {
    const request = itemAt(left, client);
    if (request !== null && isExecuted(snapshot, request)) left = withoutItem(left, client);
  }
  return left;
}
