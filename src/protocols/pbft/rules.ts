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
  StateTransfer,
  ViewChange,
} from "./messages.ts";
import type { Entry } from "./vocabulary.ts";
import { chosenBatches, isJustified, type Ordered } from "./new-view.ts";
import { isSoundState, isSoundViewChange, type Verifier } from "./verify.ts";

/** The lines on which the safety of PBFT hangs, to be read together, written by a student, or planted with a bug. */
export interface Rules<C> {
  /** Whether a backup may accept this pre-prepare, given what it knows of the view's sequence number. */
  readonly mayAccept: (entry: Entry<C>, message: PrePrepare<C>) => boolean;
  /** The votes with this one counted. */
  readonly counted: <Vote extends Voice>(votes: readonly Vote[], vote: Vote) => readonly Vote[];
  /** prepared(m, v, n, i): here, or by a certificate that another shows. */
  readonly isPrepared: (shown: Shown<C, "prepares">, group: Group) => boolean;
  /** Whether enough say that it has prepared at them: here, or in a proof that another shows. */
  readonly isCommitted: (shown: Shown<C, "commits">, group: Group) => boolean;
  /** committed-local(m, v, n, i): whether the batch may be executed, all before it being so. */
  readonly mayExecute: (shown: Shown<C>, group: Group) => boolean;
  /** O: what view changes ask a new view to order. */
  readonly chosenBatches: (viewChanges: readonly ViewChange<C>[]) => readonly Ordered<C>[];
  /** Whether a new view follows from the view changes in it. */
  readonly isJustified: (newView: NewView<C>, verifier: Verifier<C>) => boolean;
  /** Whether a view change is what its replica says, and proves what it claims. */
  readonly isSoundViewChange: (message: ViewChange<C>, verifier: Verifier<C>) => boolean;
  /** Whether a state is the one that a quorum has come to. */
  readonly isSoundState: (message: StateTransfer<unknown, unknown>, verifier: Verifier<C>) => boolean;
  /** What a client may believe, given replies to one request of it; null if nothing yet. */
  readonly believed: <R>(replies: readonly Reply<R>[], group: Group) => { readonly result: R } | null;
  /** Between the water marks. */
  readonly isInWindow: (sequence: SequenceNumber, low: SequenceNumber, logSize: number) => boolean;
}

/** A pre-prepare and the votes for its place, of one of each sender, whatever their digest. */
export type Shown<C, Votes extends "prepares" | "commits" = "prepares" | "commits"> = {
  readonly prePrepare: PrePrepare<C>;
} & Pick<Entry<C>, Votes>;

/** What counts once for each replica, if enough others say the same. */
export type Voice = Prepare | Commit | Reply<unknown>;

export function soundRules<C>(): Rules<C> {
  return {
    mayAccept,
    counted,
    isPrepared,
    isCommitted,
    mayExecute: (shown, group) => isPrepared(shown, group) && isCommitted(shown, group),
    chosenBatches,
    isJustified,
    isSoundViewChange,
    isSoundState,
    believed,
    isInWindow: (sequence, low, logSize) => low < sequence && sequence <= low + logSize,
  };
}

/** Section 4.2: none for this view and number with another digest. */
function mayAccept<C>({ prePrepare }: Entry<C>, { digest }: PrePrepare<C>): boolean {
  return prePrepare === null || prePrepare.digest === digest;
}

/** One vote each. */
function counted<Vote extends Voice>(votes: readonly Vote[], vote: Vote): readonly Vote[] {
  if (votes.some(({ replica }) => replica === vote.replica)) return votes;
  return [...votes, vote].sort((a, b) => a.replica - b.replica);
}

/** The pre-prepare and, with its sender, a quorum: 2f prepares of different backups that match it. */
function isPrepared<C>({ prePrepare, prepares }: Shown<C, "prepares">, group: Group): boolean {
  const primary = primaryOf(prePrepare.view, group);
  const matching = prepares.filter(
    ({ digest, replica }) => digest === prePrepare.digest && replica !== primary,
  );
  return matching.length >= group.quorum - 1;
}

/** A quorum: 2f + 1 commits of different replicas that match. Then a quorum will say so in any view change. */
function isCommitted<C>({ prePrepare, commits }: Shown<C, "commits">, group: Group): boolean {
  return commits.filter(({ digest }) => digest === prePrepare.digest).length >= group.quorum;
}

/** f + 1 who say the same: at least one of them is not faulty. */
function believed<R>(replies: readonly Reply<R>[], group: Group): { readonly result: R } | null {
  const found = replies.find(
    ({ result }) => replies.filter((other) => sameData(other.result, result)).length >= someCorrect(group),
  );
  return found === undefined ? null : { result: found.result };
}
