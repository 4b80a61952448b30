import type { Candidate } from "../../../exercise.ts";
import type { PbftBackupModule } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate, senders, votesFor } from "./candidate.ts";

export const committingWrongly: readonly Candidate<PbftBackupModule>[] = [
  candidate("takes for committed what has prepared", { isCommittedLocal: right.isPrepared }),
  candidate("takes commits for enough without prepares", {
    isCommittedLocal: (log, ordering, faults) => senders(votesFor(log, "commit", ordering)).size > 2 * faults,
  }),
  candidate("takes 2f commits for enough", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isPrepared(log, ordering, faults) &&
      senders(votesFor(log, "commit", ordering)).size >= 2 * faults,
  }),
  candidate("wants commits of all", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isPrepared(log, ordering, faults) && senders(votesFor(log, "commit", ordering)).size > 3 * faults,
  }),
  candidate("does not count the primary's commit", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isCommittedLocal(
        log.filter(({ kind, replica }) => kind !== "commit" || replica !== primaryOf(ordering.view, faults)),
        ordering,
        faults,
      ),
  }),
  candidate("counts commit messages, not who sent them", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isPrepared(log, ordering, faults) && votesFor(log, "commit", ordering).length > 2 * faults,
  }),
  candidate("counts commits whatever their digest", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isCommittedLocal(
        log.map((message) => (message.kind === "commit" ? { ...message, digest: ordering.digest } : message)),
        ordering,
        faults,
      ),
  }),
  candidate("counts commits whatever their view", {
    isCommittedLocal: (log, ordering, faults) =>
      right.isCommittedLocal(
        log.map((message) => (message.kind === "commit" ? { ...message, view: ordering.view } : message)),
        ordering,
        faults,
      ),
  }),
];
