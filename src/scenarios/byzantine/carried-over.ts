import type { Property } from "../../core/index.ts";
import type { NewView, SequenceNumber } from "../../protocols/pbft/index.ts";
import type { Resolving } from "./resolutions.ts";

interface Memory {
  /** What somebody has executed, by sequence number: its digest. */
  readonly executed: Readonly<Record<SequenceNumber, string>>;
  readonly newViews: readonly NewView<string>[];
}

/**
 * A new view orders in its place whatever is executed anywhere (section 4.5.1). Asked of the new view itself, so that nobody
 * has to go on in it; and without checkpoints, so that nothing is stable.
 */
export const carriedOver: Property<Resolving, Memory> = {
  name: "new views carry over what is executed",
  initial: { executed: {}, newViews: [] },
  watches: ["decide", "send"],
  observe(memory, _node, event) {
    if (event.kind === "decide" && event.decision.kind === "executed") {
      const { sequence, digest } = event.decision;
      return { ...memory, executed: { ...memory.executed, [sequence]: digest } };
    }
    if (event.kind !== "send" || event.message.kind !== "new-view") return memory;
    const { view } = event.message;
    const isKnown = memory.newViews.some((known) => known.view === view);
    return isKnown ? memory : { ...memory, newViews: [...memory.newViews, event.message] };
  },
  violation({ executed, newViews }) {
    for (const { view, prePrepares } of newViews) {
      for (const [sequence, digest] of Object.entries(executed)) {
        const ordered = prePrepares.find((prePrepare) => prePrepare.sequence === Number(sequence));
        if (ordered?.digest === digest) continue;
        const instead = ordered === undefined ? "nothing" : `digest ${ordered.digest}`;
        return `view ${view} orders ${instead} as number ${sequence}, where digest ${digest} has been executed`;
      }
    }
    return null;
  },
};
