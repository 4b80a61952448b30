import type { Candidate } from "../../../exercise.ts";
import type { PbftBackupModule } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate, senders, votesFor } from "./candidate.ts";

/** Right, though not as the reference does it. */
export const pbftBackupVariants: readonly Candidate<PbftBackupModule>[] = [
  candidate("counts the primary's pre-prepare as its prepare, and asks for a quorum of both", {
    isPrepared(log, ordering, faults) {
      const primary = primaryOf(ordering.view, faults);
      const ordered = votesFor(log, "pre-prepare", ordering);
      const standing = new Set([...senders(votesFor(log, "prepare", ordering)), primary]);
      return ordered.length > 0 && standing.size >= 2 * faults + 1;
    },
  }),
  candidate("goes through the views from the last to the first", {
    certificates(log, stable, faults) {
      const found = [...new Set(log.map(({ view }) => view))]
        .sort((a, b) => b - a)
        .flatMap((view) =>
          right.certificates(
            log.filter((message) => message.view === view),
            stable,
            faults,
          ),
        );
      return found
        .filter(({ sequence }, nth) => found.findIndex((other) => other.sequence === sequence) === nth)
        .sort((a, b) => a.sequence - b.sequence);
    },
  }),
  candidate("compares the orders of a new view as text", {
    isJustified(newView, faults) {
      const { viewChanges, orders } = newView;
      const text = (list: typeof orders): string =>
        list.map(({ sequence, digest }) => `${sequence} ${digest}`).join();
      const due = right.ordersOf(viewChanges);
      return text(due) === text(orders) && right.isJustified({ ...newView, orders: due }, faults);
    },
  }),
];
