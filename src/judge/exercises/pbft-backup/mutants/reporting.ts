import type { Candidate } from "../../../exercise.ts";
import type { Ordering, PbftBackupModule } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate, senders, votesFor } from "./candidate.ts";

export const reportingWrongly: readonly Candidate<PbftBackupModule>[] = [
  candidate("reports nothing", { certificates: () => [] }),
  candidate("reports all that has been ordered", {
    certificates: (log, stable, faults) =>
      log
        .filter(({ kind, sequence }) => kind === "pre-prepare" && sequence > stable)
        .map(({ view, sequence, digest }) => ({
          view,
          sequence,
          digest,
          backups: [...senders(votesFor(log, "prepare", { view, sequence, digest }))]
            .filter((replica) => replica !== primaryOf(view, faults))
            .sort((a, b) => a - b),
        })),
  }),
  candidate("reports only what has committed", {
    certificates: (log, stable, faults) =>
      right
        .certificates(log, stable, faults)
        .filter((certificate) => right.isCommittedLocal(log, certificate, faults)),
  }),
  candidate("reports what is stable, too", {
    certificates: (log, _, faults) => right.certificates(log, -1, faults),
  }),
  candidate("reports the number of the stable checkpoint, too", {
    certificates: (log, stable, faults) => right.certificates(log, stable - 1, faults),
  }),
  candidate("reports the first view in which something prepared", {
    certificates(log, stable, faults) {
      const views = log.map(({ view }) => view).sort((a, b) => a - b);
      for (const view of views) {
        const found = right.certificates(
          log.filter((message) => message.view === view),
          stable,
          faults,
        );
        if (found.length > 0) return found;
      }
      return [];
    },
  }),
  candidate("reports the last view in its log only", {
    certificates(log, stable, faults) {
      const views = log.map(({ view }) => view);
      return right.certificates(
        log.filter(({ view }) => view === Math.max(...views)),
        stable,
        faults,
      );
    },
  }),
  candidate("reports in the order in which it came", {
    certificates(log, stable, faults) {
      const found = right.certificates(log, stable, faults);
      const place = ({ sequence }: Ordering): number =>
        log.findIndex((message) => message.sequence === sequence);
      return found.toSorted((a, b) => place(a) - place(b));
    },
  }),
  candidate("reports exactly 2f backups", {
    certificates: (log, stable, faults) =>
      right
        .certificates(log, stable, faults)
        .map((certificate) => ({ ...certificate, backups: certificate.backups.slice(0, 2 * faults) })),
  }),
];
