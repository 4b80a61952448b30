import { digestOf } from "../../../../protocols/byzantine/index.ts";
import type { Candidate } from "../../../exercise.ts";
import type { Backup, PbftBackupModule, PrePrepare } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate } from "./candidate.ts";

/** Accepts what the right one accepts, though one of its conditions has been met by force. */
const accepting = (name: string, forced: (backup: Backup, message: PrePrepare) => Partial<Backup>) =>
  candidate(name, {
    mayAccept: (backup, message) => right.mayAccept({ ...backup, ...forced(backup, message) }, message),
  });

const also = (name: string, condition: PbftBackupModule["mayAccept"]) =>
  candidate(name, {
    mayAccept: (backup, message) => right.mayAccept(backup, message) && condition(backup, message),
  });

export const acceptingWrongly: readonly Candidate<PbftBackupModule>[] = [
  accepting("accepts pre-prepares of any view", (_, { view }) => ({ view })),
  candidate("accepts pre-prepares of later views, too", {
    mayAccept: (backup, message) =>
      right.mayAccept({ ...backup, view: Math.max(backup.view, message.view) }, message),
  }),
  accepting("accepts while it waits for its view", () => ({ isActive: true })),
  accepting("accepts below the low water mark", ({ low, logSize }) => ({
    low: -1,
    logSize: low + logSize + 1,
  })),
  accepting("accepts at the low water mark", ({ low, logSize }) => ({ low: low - 1, logSize: logSize + 1 })),
  accepting("accepts above the high water mark", () => ({ logSize: Infinity })),
  accepting("accepts one above the high water mark", ({ logSize }) => ({ logSize: logSize + 1 })),
  also(
    "does not accept at the high water mark",
    ({ low, logSize }, { sequence }) => sequence < low + logSize,
  ),
  candidate("accepts from anybody", {
    mayAccept: (backup, message) =>
      right.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  candidate("thinks that there always are four replicas", {
    mayAccept: (backup, message) =>
      message.replica === message.view % 4 &&
      right.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  candidate("thinks that replica 0 always is the primary", {
    mayAccept: (backup, message) =>
      message.replica === 0 &&
      right.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  candidate("believes the digest", {
    mayAccept(backup, message) {
      const { log } = backup;
      const isTwin = log.some(
        (other) =>
          other.kind === "pre-prepare" &&
          other.view === message.view &&
          other.sequence === message.sequence &&
          other.digest !== message.digest,
      );
      return (
        !isTwin && right.mayAccept({ ...backup, log: [] }, { ...message, digest: digestOf(message.batch) })
      );
    },
  }),
  accepting("accepts something else in the same place", () => ({ log: [] })),
  also(
    "does not accept the same again",
    ({ log }, { view, sequence }) =>
      !log.some(
        (other) => other.kind === "pre-prepare" && other.view === view && other.sequence === sequence,
      ),
  ),
  also(
    "holds against a view what another one ordered",
    ({ log }, { sequence, digest }) =>
      !log.some(
        (other) => other.kind === "pre-prepare" && other.sequence === sequence && other.digest !== digest,
      ),
  ),
  also(
    "accepts nothing if others vote for something else",
    ({ log }, { view, sequence, digest }) =>
      !log.some((other) => other.view === view && other.sequence === sequence && other.digest !== digest),
  ),
  also(
    "accepts one thing for each view",
    ({ log }, { view, digest }) =>
      !log.some((other) => other.kind === "pre-prepare" && other.view === view && other.digest !== digest),
  ),
];
