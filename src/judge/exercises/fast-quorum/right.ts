import type { NodeId, NodeSet } from "../../../core/index.ts";
import { leastFast, whatFails } from "../../../protocols/fast-paxos/index.ts";
import type { FastQuorumModule } from "./port.ts";

export const rightFastQuorum: FastQuorumModule = {
  leastFast,
  areSafe: (count, sizes) => whatFails(count, sizes) === null,
  findGap({ phase1, classic, fast }) {
    for (const asked of phase1) {
      const apart = classic.find((quorum) => !share(asked, quorum));
      if (apart !== undefined) return { kind: "classic", phase1: asked, classic: apart };
      for (const first of fast) {
        const second = fast.find((other) => !share(asked, first, other));
        if (second !== undefined) return { kind: "fast", phase1: asked, first, second };
      }
    }
    return null;
  },
};

/** Whether somebody is in all of them. */
export const share = (...sets: readonly NodeSet[]): boolean => shared(...sets) !== undefined;

export const shared = (...[first, ...others]: readonly NodeSet[]): NodeId | undefined =>
  first?.find((node) => others.every((set) => set.includes(node)));
