/** For somebody who learns alone: what the judge says of a solution on one's own disk. */
export { check, checkedText } from "./check.ts";
export { checkFile, type Checked, type CheckOptions } from "./check-exercise.ts";
export { exercisesFolder, packageRoot, solutionFile } from "./exercise-folder.ts";
