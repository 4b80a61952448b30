export { CacheError } from "./cache.ts";
export { fileOf } from "./file-of.ts";
export { FileError, load } from "./load.ts";
export { runSweep, type Progress, type RunSweep, type Swept } from "./run-sweep.ts";
