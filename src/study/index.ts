/** For somebody who learns alone: what the judge says of a solution on one's own disk. */
export { check, checkedText } from "./check.ts";
export { checkFile, type Checked, type CheckOptions } from "./check-exercise.ts";
export { hintsOf } from "./hints.ts";
export { ownModule, type OwnModule } from "./own-module.ts";
export {
  afterAttempt,
  noteProgress,
  ProgressError,
  progressFile,
  readProgress,
  type Progress,
} from "./progress.ts";
export { screen, scrolledIn, type Terminal } from "./screen.ts";
export {
  advance,
  emptySession,
  nextToDo,
  type Happening,
  type Key,
  type Session,
  type Wish,
} from "./session.ts";
export { layOut, reset, solutionText } from "./stubs.ts";
export { exercisesFolder, exercisesHere, solutionFile } from "./exercise-folder.ts";
