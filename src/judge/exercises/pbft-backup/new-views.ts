import { nodes, type Random } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import { faultCounts } from "./occasions.ts";
import type { Certificate, NewView, ViewChange } from "./port.ts";
import { primaryOf, rightBackup as right } from "./right.ts";

/** View changes that prove what they say, of a quorum or of more. */
export interface Quorum {
  readonly faults: number;
  readonly view: number;
  readonly viewChanges: readonly ViewChange[];
}

/**
 * Some have checkpoints that others lack, some have seen nothing prepare; of what has prepared at a number, in whatever
 * view, there is one digest, and there always is something between which there is nothing.
 */
export function viewChanges(random: Random, faults: number = random.pick(faultCounts)): Quorum {
  const all = nodes(3 * faults + 1);
  const view = random.integer(3, 12);
  const low = random.integer(1, 10);
  const askers = random.shuffle(all).slice(0, 2 * faults + 1 + random.integer(0, 1));
  const stable = askers.map((_, nth) => (nth === 0 ? low : low - random.integer(0, 1)));
  const proved = (sequence: number): Certificate =>
    certificate(random, { faults, view: view - random.integer(1, 3), sequence });
  // The last number stands by itself, after a gap; the first two are reported by different replicas.
  const reported = [low + 1, low + 2, low + 4].map(proved);
  const changes = askers.map((replica, nth): ViewChange => {
    const own = reported.filter((_, place) => place % askers.length === nth || random.chance(0.2));
    const below = stable[nth]! < low && random.chance(0.5) ? [proved(low)] : [];
    return { view, replica, stable: stable[nth]!, prepared: [...below, ...own] };
  });
  return { faults, view, viewChanges: random.shuffle(changes) };
}

/** Of 2f backups at least, in ascending order. */
function certificate(
  random: Random,
  { faults, view, sequence }: { readonly faults: number; readonly view: number; readonly sequence: number },
): Certificate {
  const backups = random
    .shuffle(nodes(3 * faults + 1).filter((node) => node !== primaryOf(view, faults)))
    .slice(0, 2 * faults + random.integer(0, 1))
    .sort((a, b) => a - b);
  return { view, sequence, digest: digestOf([`plan ${sequence}`]), backups };
}

/** As the primary of the view should begin it. */
export const newView = ({ faults, view, viewChanges }: Quorum): NewView => ({
  view,
  replica: primaryOf(view, faults),
  viewChanges,
  orders: right.ordersOf(viewChanges),
});
