import type { Batch, Batching, Command, Desk } from "../../../protocols/desks/index.ts";
import type { Port } from "../../port.ts";

export type BatcherModule = Batching;

export interface BatcherCalls {
  nextBatch(desk: Desk): readonly Command[];
  afterDecision(queue: readonly Command[], mine: Batch, chosen: Batch): readonly Command[];
}

export const batcherPort: Port<BatcherModule, BatcherCalls> = {
  file: "batcher.ts",
  exports: ["nextBatch", "afterDecision"],
  calls: {
    nextBatch: ({ nextBatch }, desk) => nextBatch(desk),
    afterDecision: ({ afterDecision }, queue, mine, chosen) => afterDecision(queue, mine, chosen),
  },
  provides: { "paxoslab/core": ["sameData", "compareData"] },
};
