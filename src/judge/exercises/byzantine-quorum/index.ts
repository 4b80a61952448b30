import { nullable, number, strictObject, string } from "valibot";
import type { Exercise } from "../../exercise.ts";
import { nodeIds } from "../../shapes/common.ts";
import { counting } from "./counting.ts";
import { lists } from "./lists.ts";
import { byzantineQuorumMutants } from "./mutants.ts";
import { byzantineQuorumPort, type ByzantineQuorumModule } from "./port.ts";
import { sizes } from "./sizes.ts";
import { vote } from "./vote.ts";
import { byzantineQuorumVariants } from "./variants.ts";

export const byzantineQuorum: Exercise<ByzantineQuorumModule, ByzantineQuorumModule> = {
  slug: "byzantine-quorum",
  port: byzantineQuorumPort,
  answers: {
    mostFaults: number(),
    leastQuorum: nullable(number()),
    leastWitnesses: number(),
    findSplit: nullable(strictObject({ first: nodeIds, second: nodeIds, liars: nodeIds })),
    findStall: nullable(nodeIds),
    supporters: nodeIds,
    believed: nullable(string()),
  },
  cases: [...sizes, ...lists, ...counting, vote],
  mutants: byzantineQuorumMutants,
  variants: byzantineQuorumVariants,
};
