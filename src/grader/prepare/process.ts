import type { Expected, Prepared } from "./read.ts";
import { read } from "./read.ts";

/** A process that reads submissions, one after the other, and that may die of one. */

export interface Order {
  readonly text: string;
  readonly expected: Expected;
}

process.on("message", ({ text, expected }: Order) => {
  void read(text, expected).then(
    (prepared) => process.send!(prepared satisfies Prepared),
    // The compiler's own process has died; this one goes with it, and whoever waits learns from that.
    () => process.exit(1),
  );
});
process.on("disconnect", () => process.exit(0));
