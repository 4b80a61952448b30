import type { Candidate } from "../../../exercise.ts";
import type { Log, Ordering, PbftBackupModule } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate, senders, votesFor } from "./candidate.ts";

/** Prepared, by votes that are counted otherwise. */
const preparing = (name: string, isPrepared: PbftBackupModule["isPrepared"]) =>
  candidate(name, { isPrepared });

const isOrdered = (log: Log, ordering: Ordering): boolean =>
  votesFor(log, "pre-prepare", ordering).length > 0;

const backups = (log: Log, ordering: Ordering, faults: number): number =>
  [...senders(votesFor(log, "prepare", ordering))].filter(
    (replica) => replica !== primaryOf(ordering.view, faults),
  ).length;

export const preparingWrongly: readonly Candidate<PbftBackupModule>[] = [
  preparing(
    "takes two prepares for enough, always",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) >= 2,
  ),
  preparing(
    "takes f prepares for enough",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) >= faults,
  ),
  preparing(
    "wants 2f + 1 prepares",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) > 2 * faults,
  ),
  preparing("wants no pre-prepare", (log, ordering, faults) => backups(log, ordering, faults) >= 2 * faults),
  preparing(
    "takes any pre-prepare",
    (log, ordering, faults) =>
      log.some(({ kind }) => kind === "pre-prepare") && backups(log, ordering, faults) >= 2 * faults,
  ),
  preparing(
    "counts prepare messages, not who sent them",
    (log, ordering, faults) =>
      isOrdered(log, ordering) &&
      votesFor(log, "prepare", ordering).filter(({ replica }) => replica !== primaryOf(ordering.view, faults))
        .length >=
        2 * faults,
  ),
  preparing(
    "counts the primary's prepare",
    (log, ordering, faults) =>
      isOrdered(log, ordering) && senders(votesFor(log, "prepare", ordering)).size >= 2 * faults,
  ),
  preparing("thinks that replica 0 never is a backup", (log, ordering, faults) =>
    right.isPrepared(
      log.filter(({ kind, replica }) => kind !== "prepare" || replica !== 0),
      ordering,
      faults,
    ),
  ),
  preparing("counts prepares whatever their digest", (log, ordering, faults) =>
    right.isPrepared(
      log.map((message) => (message.kind === "prepare" ? { ...message, digest: ordering.digest } : message)),
      ordering,
      faults,
    ),
  ),
  preparing("counts prepares whatever their view", (log, ordering, faults) =>
    right.isPrepared(
      log.map((message) => (message.kind === "prepare" ? { ...message, view: ordering.view } : message)),
      ordering,
      faults,
    ),
  ),
  preparing("counts prepares whatever their number", (log, ordering, faults) =>
    right.isPrepared(
      log.map((message) =>
        message.kind === "prepare" ? { ...message, sequence: ordering.sequence } : message,
      ),
      ordering,
      faults,
    ),
  ),
  preparing("counts commits as prepares", (log, ordering, faults) =>
    right.isPrepared(
      log.map((message) => (message.kind === "commit" ? { ...message, kind: "prepare" } : message)),
      ordering,
      faults,
    ),
  ),
  preparing(
    "counts only prepares that come after the pre-prepare",
    (log, ordering, faults) =>
      right.isPrepared(
        log.slice(log.findIndex((message) => message.kind === "pre-prepare")),
        ordering,
        faults,
      ) && log.some(({ kind }) => kind === "pre-prepare"),
  ),
];
