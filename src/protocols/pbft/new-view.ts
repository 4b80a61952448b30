import { digestOfBatch } from "./keys.ts";
import type { Batch, Checkpoint, NewView, SequenceNumber, ViewChange } from "./messages.ts";
import { isOfPrimary, type Verifier } from "./verify.ts";

/** What a new view orders in one place. */
export interface Ordered<C> {
  readonly sequence: SequenceNumber;
  readonly digest: string;
  readonly batch: Batch<C>;
}

/** The last checkpoint that one of the view changes proves stable: min-s. */
export function latestStable<C>(viewChanges: readonly ViewChange<C>[]): {
  readonly sequence: SequenceNumber;
  readonly proof: readonly Checkpoint[];
} {
  let [latest] = viewChanges;
  for (const viewChange of viewChanges) if (viewChange.stable > latest!.stable) latest = viewChange;
  return { sequence: latest!.stable, proof: latest!.checkpoints };
}

/**
 * Section 4.4: for each sequence number after min-s, up to the highest that has prepared anywhere, the batch that prepared
 * there in the highest view; the null request where none has.
 *
 * If a batch has been executed anywhere, it prepared at a quorum; that quorum and any quorum of view changes have a
 * correct replica in common, which says so.
 */
export function chosenBatches<C>(viewChanges: readonly ViewChange<C>[]): readonly Ordered<C>[] {
  const { sequence: low } = latestStable(viewChanges);
  const prepared = viewChanges.flatMap((viewChange) => viewChange.prepared);
  const high = Math.max(low, ...prepared.map(({ prePrepare }) => prePrepare.sequence));
  return Array.from({ length: high - low }, (_, nth): Ordered<C> => {
    const sequence = low + 1 + nth;
    const here = prepared.flatMap(({ prePrepare }) => (prePrepare.sequence === sequence ? [prePrepare] : []));
    const [latest] = here.sort((a, b) => b.view - a.view);
    return latest === undefined
      ? { sequence, digest: digestOfBatch<C>([]), batch: [] }
      : { sequence, digest: latest.digest, batch: latest.batch };
  });
}

/** Verified, not believed: a quorum of sound view changes for this view, and the pre-prepares that follow from them. */
export function isJustified<C>(newView: NewView<C>, verifier: Verifier<C>): boolean {
  const { view, viewChanges, prePrepares } = newView;
  const { group, keys, rules } = verifier;
  const voters = new Set(viewChanges.map(({ replica }) => replica));
  if (voters.size < group.quorum || voters.size !== viewChanges.length) return false;
  if (!viewChanges.every((one) => one.view === view && rules.isSoundViewChange(one, verifier))) return false;
  const due = rules.chosenBatches(viewChanges);
  return (
    due.length === prePrepares.length &&
    due.every(({ sequence, digest }, nth) => {
      const prePrepare = prePrepares[nth]!;
      return (
        prePrepare.view === view &&
        prePrepare.sequence === sequence &&
        prePrepare.digest === digest &&
        digestOfBatch(prePrepare.batch) === digest &&
        isOfPrimary(prePrepare, group) &&
        keys.isGenuine(prePrepare)
      );
    })
  );
}
