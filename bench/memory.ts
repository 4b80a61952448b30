import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");

/** So that only what is still in use counts as memory. */
export const collectGarbage = runInNewContext("gc") as () => void;

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
