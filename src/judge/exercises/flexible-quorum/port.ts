import type { NodeSet } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

/** As the exercise declares them. */
export interface Sizes {
  readonly phase1: number;
  readonly phase2: number;
}

export interface Listed {
  readonly phase1: readonly NodeSet[];
  readonly phase2: readonly NodeSet[];
}

export interface Gap {
  readonly phase1: NodeSet;
  readonly phase2: NodeSet;
}

export interface Target {
  readonly steady: number;
  readonly takeover: number;
}

/** The module's functions are the questions: all of them are about plain data. */
export interface FlexibleQuorumModule {
  readonly areSafe: (count: number, sizes: Sizes) => boolean;
  readonly leastPhase2: (count: number, phase1: number) => number;
  readonly findGap: (listed: Listed) => Gap | null;
  readonly grid: (rows: number, columns: number) => Listed;
  readonly goesOn: (quorums: readonly NodeSet[], down: NodeSet) => boolean;
  readonly tolerates: (quorums: readonly NodeSet[]) => number;
  readonly cheapest: (count: number, target: Target) => Sizes | null;
}

export const flexibleQuorumPort: Port<FlexibleQuorumModule, FlexibleQuorumModule> = {
  file: "flexible-quorum.ts",
  exports: ["areSafe", "leastPhase2", "findGap", "grid", "goesOn", "tolerates", "cheapest"],
  calls: {
    areSafe: ({ areSafe }, count, sizes) => areSafe(count, sizes),
    leastPhase2: ({ leastPhase2 }, count, phase1) => leastPhase2(count, phase1),
    findGap: ({ findGap }, listed) => findGap(listed),
    grid: ({ grid }, rows, columns) => grid(rows, columns),
    goesOn: ({ goesOn }, quorums, down) => goesOn(quorums, down),
    tolerates: ({ tolerates }, quorums) => tolerates(quorums),
    cheapest: ({ cheapest }, count, target) => cheapest(count, target),
  },
  provides: { "paxoslab/core": ["majoritySize", "nodes", "withNode"] },
};
