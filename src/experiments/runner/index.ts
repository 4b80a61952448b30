export { runSweep, type Progress, type RunSweep, type Swept } from "./run-sweep.ts";
export { FileError, fileOf, load } from "./source.ts";
