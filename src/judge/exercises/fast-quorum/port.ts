import type { NodeSet } from "../../../core/index.ts";
import type { FastSizes, ListedQuorums } from "../../../protocols/fast-paxos/index.ts";
import type { Port } from "../../port.ts";

/** As the exercise declares them. */
export type Listed = Omit<ListedQuorums, "acceptors">;

export type Gap =
  | { readonly kind: "classic"; readonly phase1: NodeSet; readonly classic: NodeSet }
  | { readonly kind: "fast"; readonly phase1: NodeSet; readonly first: NodeSet; readonly second: NodeSet };

/** The module's functions are the questions: all of them are about plain data. */
export interface FastQuorumModule {
  readonly leastFast: (count: number, phase1: number) => number;
  readonly areSafe: (count: number, sizes: FastSizes) => boolean;
  readonly findGap: (listed: Listed) => Gap | null;
}

export const fastQuorumPort: Port<FastQuorumModule, FastQuorumModule> = {
  file: "fast-quorum.ts",
  exports: ["leastFast", "areSafe", "findGap"],
  calls: {
    leastFast: ({ leastFast }, count, phase1) => leastFast(count, phase1),
    areSafe: ({ areSafe }, count, sizes) => areSafe(count, sizes),
    findGap: ({ findGap }, listed) => findGap(listed),
  },
  provides: { "paxoslab/core": ["majoritySize", "nodes"] },
};
