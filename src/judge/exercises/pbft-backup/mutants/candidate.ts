import type { NodeId } from "../../../../core/index.ts";
import type { Candidate } from "../../../exercise.ts";
import type { Log, Ordering, PbftBackupModule } from "../port.ts";
import { isSame, rightBackup } from "../right.ts";

export const candidate = (name: string, changed: Partial<PbftBackupModule>): Candidate<PbftBackupModule> => ({
  name,
  module: { ...rightBackup, ...changed },
});

export const votesFor = (log: Log, kind: Log[number]["kind"], ordering: Ordering): Log =>
  log.filter((message) => message.kind === kind && isSame(message, ordering));

export const senders = (messages: Log): ReadonlySet<NodeId> =>
  new Set(messages.map(({ replica }) => replica));
