import type { NodeId, Observation } from "../../../core/index.ts";
import type { Durable, Raft } from "../vocabulary.ts";

/** What each server is known to have on disk, by node. */
export type Disks<S, C, R> = readonly (Durable<S, C, R> | null)[];

/** The disks after this event; the very same list if nothing was written. */
export function disksAfter<S, C, R>(
  disks: Disks<S, C, R>,
  node: NodeId,
  event: Observation<Raft<S, C, R>>,
): Disks<S, C, R> {
  // A server that starts says what its disk holds: nothing, if that was lost.
  const isWrite = event.kind === "persist" || event.kind === "start";
  if (!isWrite) return disks;
  const value = event.kind === "persist" ? event.value : event.persisted;
  if ((disks[node] ?? null) === value) return disks;
  const length = Math.max(disks.length, node + 1);
  return Array.from({ length }, (_, other) => (other === node ? value : (disks[other] ?? null)));
}
