import { digestOf, type Group } from "../byzantine/index.ts";
import { digestOfBatch, type Keys } from "./keys.ts";
import type {
  Checkpoint,
  Commit,
  Committed,
  Prepare,
  PrePrepare,
  Prepared,
  StateTransfer,
  View,
  ViewChange,
} from "./messages.ts";
import { primaryOf } from "./places.ts";
import type { Rules } from "./rules.ts";

/** What is needed to check what others claim. */
export interface Verifier<C> {
  readonly group: Group;
  readonly keys: Keys;
  readonly logSize: number;
  readonly rules: Rules<C>;
}

/** Whether a pre-prepare is what the primary of its view has said, and all in its batch have been asked by clients. */
export function isSoundPrePrepare<C>(message: PrePrepare<C>, { group, keys }: Verifier<C>): boolean {
  const { view, replica, digest, batch } = message;
  return (
    replica === primaryOf(view, group) &&
    keys.isGenuine(message) &&
    digestOfBatch(batch) === digest &&
    batch.every((request) => keys.isGenuine(request))
  );
}

/** Section 4.4: whether a view change is what its replica says, and proves what it claims. */
export function isSoundViewChange<C>(message: ViewChange<C>, verifier: Verifier<C>): boolean {
  const { view, stable, checkpoints, prepared } = message;
  const numbers = new Set(prepared.map(({ prePrepare }) => prePrepare.sequence));
  return (
    verifier.keys.isGenuine(message) &&
    provesStable(stable, checkpoints, verifier) &&
    numbers.size === prepared.length &&
    prepared.every(
      (certificate) =>
        stable < certificate.prePrepare.sequence &&
        certificate.prePrepare.sequence <= stable + verifier.logSize &&
        certificate.prePrepare.view < view &&
        isSoundCertificate(certificate, verifier),
    )
  );
}

/** A pre-prepare and 2f prepares of different backups that match it, or whatever else the rule asks for. */
function isSoundCertificate<C>({ prePrepare, prepares }: Prepared<C>, verifier: Verifier<C>): boolean {
  const { rules, group } = verifier;
  return (
    isSoundPrePrepare(prePrepare, verifier) &&
    prepares.every((prepare) => isVoteFor(prepare, prePrepare, verifier)) &&
    rules.isPrepared({ prePrepare, prepares: prepares.reduce<readonly Prepare[]>(rules.counted, []) }, group)
  );
}

/** A pre-prepare and commits of a quorum that match it. */
export function provesCommitted<C>({ prePrepare, commits }: Committed<C>, verifier: Verifier<C>): boolean {
  const { rules, group } = verifier;
  return (
    isSoundPrePrepare(prePrepare, verifier) &&
    commits.every((commit) => isVoteFor(commit, prePrepare, verifier)) &&
    rules.isCommitted({ prePrepare, commits: commits.reduce<readonly Commit[]>(rules.counted, []) }, group)
  );
}

function isVoteFor<C>(
  vote: Prepare | Commit,
  { view, sequence, digest }: PrePrepare<C>,
  { keys }: Verifier<C>,
): boolean {
  return vote.view === view && vote.sequence === sequence && vote.digest === digest && keys.isGenuine(vote);
}

/** The beginning needs no proof. */
function provesStable<C>(
  sequence: number,
  proof: readonly Checkpoint[],
  { group, keys }: Verifier<C>,
): boolean {
  if (sequence === 0) return true;
  const replicas = new Set(proof.map(({ replica }) => replica));
  return (
    replicas.size >= group.quorum &&
    proof.every(
      (checkpoint) =>
        checkpoint.sequence === sequence &&
        checkpoint.digest === proof[0]!.digest &&
        keys.isGenuine(checkpoint),
    )
  );
}

/** Whether a state is the one that a quorum has come to. */
export function isSoundState<S, C, R>(
  { snapshot, proof }: StateTransfer<S, R>,
  verifier: Verifier<C>,
): boolean {
  return (
    snapshot.sequence > 0 &&
    provesStable(snapshot.sequence, proof, verifier) &&
    digestOf(snapshot) === proof[0]!.digest
  );
}

/** Whether the message is of the primary of the view. */
export const isOfPrimary = (
  { view, replica }: { readonly view: View; readonly replica: number },
  group: Group,
): boolean => replica === primaryOf(view, group);
