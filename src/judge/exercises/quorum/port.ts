import type { NodeSet } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

interface DisjointPair {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

/** The module's functions are the questions: all of them are about plain data. */
export interface QuorumModule {
  readonly majoritySize: (count: number) => number;
  readonly crashesTolerated: (count: number) => number;
  readonly mustMeet: (first: number, second: number, count: number) => boolean;
  readonly findDisjoint: (phase1: readonly NodeSet[], phase2: readonly NodeSet[]) => DisjointPair | null;
}

export const quorumPort: Port<QuorumModule, QuorumModule> = {
  file: "quorum.ts",
  exports: ["majoritySize", "crashesTolerated", "mustMeet", "findDisjoint"],
  calls: {
    majoritySize: ({ majoritySize }, count) => majoritySize(count),
    crashesTolerated: ({ crashesTolerated }, count) => crashesTolerated(count),
    mustMeet: ({ mustMeet }, first, second, count) => mustMeet(first, second, count),
    findDisjoint: ({ findDisjoint }, phase1, phase2) => findDisjoint(phase1, phase2),
  },
  provides: {},
};
