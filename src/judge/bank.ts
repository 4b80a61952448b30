import type { Exercise } from "./exercise.ts";
import { acceptor } from "./exercises/acceptor/index.ts";
import { backoff } from "./exercises/backoff/index.ts";
import { ballots } from "./exercises/ballots/index.ts";
import { batcher } from "./exercises/batcher/index.ts";
import { byzantineQuorum } from "./exercises/byzantine-quorum/index.ts";
import { commitRule } from "./exercises/commit-rule/index.ts";
import { durableAcceptor } from "./exercises/durable-acceptor/index.ts";
import { fastQuorum } from "./exercises/fast-quorum/index.ts";
import { fastRecovery } from "./exercises/fast-recovery/index.ts";
import { flexibleQuorum } from "./exercises/flexible-quorum/index.ts";
import { leader } from "./exercises/leader/index.ts";
import { learner } from "./exercises/learner/index.ts";
import { lease } from "./exercises/lease/index.ts";
import { pbftBackup } from "./exercises/pbft-backup/index.ts";
import { proposer } from "./exercises/proposer/index.ts";
import { quorum } from "./exercises/quorum/index.ts";
import { reconfiguration } from "./exercises/reconfiguration/index.ts";
import { replica } from "./exercises/replica/index.ts";

/** An exercise with its own types put away: exercises of all kinds make one list. */
export type AnyExercise = Exercise;

/** Every exercise that can be judged, in the order of the course. */
export const exercises: readonly AnyExercise[] = [
  ballots,
  quorum,
  acceptor,
  proposer,
  learner,
  durableAcceptor,
  backoff,
  leader,
  replica,
  batcher,
  reconfiguration,
  lease,
  fastQuorum,
  fastRecovery,
  byzantineQuorum,
  pbftBackup,
  flexibleQuorum,
  commitRule,
].map(anyExercise);

/** @throws RangeError if there is no such exercise. */
export function exerciseCalled(slug: string): AnyExercise {
  const found = exercises.find((exercise) => exercise.slug === slug);
  if (found !== undefined) return found;
  throw new RangeError(
    `There is no exercise "${slug}"; there are ${exercises.map((one) => one.slug).join(", ")}.`,
  );
}

function anyExercise(exercise: { readonly slug: string }): AnyExercise {
  return exercise as AnyExercise;
}
