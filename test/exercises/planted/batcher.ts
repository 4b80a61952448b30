import { batcherMutants } from "../../../src/judge/exercises/batcher/mutants.ts";
import { planted } from "./bank.ts";

export const wrongBatchers = planted(batcherMutants, () => ({}));
