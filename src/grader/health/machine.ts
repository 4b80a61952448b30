import { availableParallelism, release, totalmem } from "node:os";
import type { Finding } from "./examine.ts";

/** What there is to work with; in a container, what it was given of it. */
export function machine(): Finding {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  const gigabytes = (memory / 2 ** 30).toFixed(1);
  const jobs = availableParallelism();
  return {
    kind: "fine",
    sentence:
      `Node ${process.versions.node} on ${process.platform} ${release()} (${process.arch}), ${gigabytes} GB of memory, ` +
      `${jobs} ${jobs === 1 ? "processor" : "processors"}.`,
  };
}
