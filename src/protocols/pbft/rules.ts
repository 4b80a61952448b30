import { sameData } from "../../core/index.ts";
import { someCorrect, type Group } from "../byzantine/index.ts";
import { primaryOf } from "./places.ts";
import type {
  Commit,
  NewView,
  Prepare,
  PrePrepare,
  Reply,
  SequenceNumber,
  View,
  ViewChange,
} from "./messages.ts";
import type { Entry } from "./vocabulary.ts";
import { chosenBatches, isJustified, type Ordered } from "./new-view.ts";
import type { Verifier } from "./verify.ts";

/** The lines on which the safety of PBFT hangs, to be read together, written by a student, or planted with a bug. */
export interface Rules<C> {
  /** Whether a backup may accept this pre-prepare, given what it knows of the view's sequence number. */
  readonly mayAccept: (entry: Entry<C>, message: PrePrepare<C>) => boolean;
  /** The votes with this one counted. */
  readonly counted: <Vote extends Prepare | Commit>(votes: readonly Vote[], vote: Vote) => readonly Vote[];
  /** prepared(m, v, n, i). */
  readonly isPrepared: (entry: Entry<C>, view: View, group: Group) => boolean;
  /** committed-local(m, v, n, i). */
  readonly isCommitted: (entry: Entry<C>, view: View, group: Group) => boolean;
  /** Whether the batch may be executed, all before it being so. */
  readonly mayExecute: (entry: Entry<C>, view: View, group: Group) => boolean;
  /** O: what view changes ask a new view to order. */
  readonly chosenBatches: (viewChanges: readonly ViewChange<C>[]) => readonly Ordered<C>[];
  /** Whether a new view follows from the view changes in it. */
  readonly isJustified: (newView: NewView<C>, verifier: Verifier<C>) => boolean;
  /** What a client may believe, given replies to one request of it, one of each replica; null if nothing yet. */
  readonly believed: <R>(replies: readonly Reply<R>[], group: Group) => { readonly result: R } | null;
  /** Between the water marks. */
  readonly isInWindow: (sequence: SequenceNumber, low: SequenceNumber, logSize: number) => boolean;
}

export function soundRules<C>(): Rules<C> {
  return {
    mayAccept,
    counted,
    isPrepared,
    isCommitted,
    mayExecute: isCommitted,
    chosenBatches,
    isJustified,
    believed,
    isInWindow: (sequence, low, logSize) => low < sequence && sequence <= low + logSize,
  };
}

/** Section 4.2: none for this view and number with another digest. */
function mayAccept<C>({ prePrepare }: Entry<C>, { digest }: PrePrepare<C>): boolean {
  return prePrepare === null || prePrepare.digest === digest;
}

/** One vote each. */
function counted<Vote extends Prepare | Commit>(votes: readonly Vote[], vote: Vote): readonly Vote[] {
  if (votes.some(({ replica }) => replica === vote.replica)) return votes;
  return [...votes, vote].sort((a, b) => a.replica - b.replica);
}

/** The pre-prepare and, with its sender, a quorum: 2f prepares of different backups that match it. */
function isPrepared<C>({ prePrepare, prepares }: Entry<C>, view: View, group: Group): boolean {
  if (prePrepare === null) return false;
  const matching = prepares.filter(
    ({ digest, replica }) => digest === prePrepare.digest && replica !== primaryOf(view, group),
  );
  return matching.length >= group.quorum - 1;
}

/** Prepared, and a quorum says it has: 2f + 1 commits, its own among them. Then a quorum will say so in any view change. */
function isCommitted<C>(entry: Entry<C>, view: View, group: Group): boolean {
  const matching = entry.commits.filter(({ digest }) => digest === entry.prePrepare?.digest);
  return isPrepared(entry, view, group) && matching.length >= group.quorum;
}

/** f + 1 who say the same: at least one of them is not faulty. */
function believed<R>(replies: readonly Reply<R>[], group: Group): { readonly result: R } | null {
  const found = replies.find(
    ({ result }) => replies.filter((other) => sameData(other.result, result)).length >= someCorrect(group),
  );
  return found === undefined ? null : { result: found.result };
}
