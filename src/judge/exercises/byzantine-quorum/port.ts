import type { NodeId, NodeSet } from "../../../core/index.ts";
import type { Port } from "../../port.ts";

/** As the exercise declares them. */
export interface Split {
  readonly first: NodeSet;
  readonly second: NodeSet;
  readonly liars: NodeSet;
}

export interface Vote {
  readonly sender: NodeId;
  readonly digest: string;
}

/** The module's functions are the questions: all of them are about plain data. */
export interface ByzantineQuorumModule {
  readonly mostFaults: (nodes: number) => number;
  readonly leastQuorum: (nodes: number, faults: number) => number | null;
  readonly leastWitnesses: (faults: number) => number;
  readonly findSplit: (quorums: readonly NodeSet[], faults: number) => Split | null;
  readonly findStall: (nodes: number, quorums: readonly NodeSet[], faults: number) => NodeSet | null;
  readonly supporters: (votes: readonly Vote[], digest: string) => NodeSet;
  readonly believed: (votes: readonly Vote[], enough: number) => string | null;
}

export const byzantineQuorumPort: Port<ByzantineQuorumModule, ByzantineQuorumModule> = {
  file: "byzantine-quorum.ts",
  exports: [
    "mostFaults",
    "leastQuorum",
    "leastWitnesses",
    "findSplit",
    "findStall",
    "supporters",
    "believed",
  ],
  calls: {
    mostFaults: ({ mostFaults }, nodes) => mostFaults(nodes),
    leastQuorum: ({ leastQuorum }, nodes, faults) => leastQuorum(nodes, faults),
    leastWitnesses: ({ leastWitnesses }, faults) => leastWitnesses(faults),
    findSplit: ({ findSplit }, quorums, faults) => findSplit(quorums, faults),
    findStall: ({ findStall }, nodes, quorums, faults) => findStall(nodes, quorums, faults),
    supporters: ({ supporters }, votes, digest) => supporters(votes, digest),
    believed: ({ believed }, votes, enough) => believed(votes, enough),
  },
  provides: { "paxoslab/core": ["majoritySize", "nodes", "withNode"] },
};
