import { itemsFrom, type ClientCommand, type Service, type SparseArray } from "../../core/index.ts";
import { execute, type Application } from "./application.ts";
import type { DoViewChange, OpNumber, RecoveryResponse, ViewNumber } from "./messages.ts";
import type { ReplicaState } from "./vocabulary.ts";

/**
 * The few lines on which it hangs whether the log is right, one by one, so that they can be read together, written by a
 * student, or planted with a bug.
 */
export interface Rules<S, C, R> {
  /** Whether a replica takes part in the normal operation of this view (section 4.1). */
  readonly takesPart: (state: ReplicaState<S, C, R>, view: ViewNumber) => boolean;
  /** How far the primary may commit, by the last operations that its backups have. */
  readonly committed: (backups: readonly OpNumber[], failures: number) => OpNumber;
  /** Whether a replica may vote for a view that so many others want (section 4.2, step 2). */
  readonly mayVote: (others: number, failures: number) => boolean;
  /** Which of two logs a new primary prefers (section 4.2, step 3). */
  readonly prefers: (one: DoViewChange<S, C, R>, other: DoViewChange<S, C, R>) => boolean;
  /** The answer by which a replica recovers, if these are enough (section 4.3). */
  readonly recovers: (asked: RecoveryQuestion<S, C, R>) => RecoveryResponse<S, C, R> | null;
  /** What an operation makes of the application. */
  readonly execute: (
    application: Application<S, R>,
    operation: ClientCommand<C>,
    service: Service<S, C, R>,
  ) => ReturnType<typeof execute<S, C, R>>;
}

export interface RecoveryQuestion<S, C, R> {
  /** By replica. */
  readonly responses: SparseArray<RecoveryResponse<S, C, R>>;
  readonly failures: number;
  /** The view that the disk of the recovering replica names. */
  readonly view: ViewNumber;
}

export function soundRules<S, C, R>(): Rules<S, C, R> {
  return { takesPart, committed, mayVote, prefers, recovers, execute };
}

/** In its own and not in a view change: the log that it has sent to the new primary must go on being all that it has prepared. */
function takesPart<S, C, R>({ status, view: mine }: ReplicaState<S, C, R>, view: ViewNumber): boolean {
  return status.kind === "normal" && view === mine;
}

/** What f backups have: with the primary that is a quorum of f + 1. */
function committed(backups: readonly OpNumber[], failures: number): OpNumber {
  return backups.toSorted((a, b) => b - a)[failures - 1] ?? 0;
}

/** f others: so f + 1 replicas have left the old view before any log is looked at. */
function mayVote(others: number, failures: number): boolean {
  return others >= failures;
}

/** The one of the latest view in which anything was normal; of several, the longest. It holds whatever is committed. */
function prefers<S, C, R>(one: DoViewChange<S, C, R>, other: DoViewChange<S, C, R>): boolean {
  if (one.normalView !== other.normalView) return one.normalView > other.normalView;
  return one.history.opNumber > other.history.opNumber;
}

/**
 * f + 1 answers, and among them that of the primary of the latest view they name: its log holds all that this replica has
 * ever prepared. Not if the disk names a later view, though (see ./recovery.ts).
 */
function recovers<S, C, R>({
  responses,
  failures,
  view: known,
}: RecoveryQuestion<S, C, R>): RecoveryResponse<S, C, R> | null {
  const answers = itemsFrom(responses).map(({ item }) => item);
  if (answers.length < failures + 1) return null;
  const latest = Math.max(known, ...answers.map(({ view }) => view));
  return answers.find(({ view, history }) => view === latest && history !== null) ?? null;
}
