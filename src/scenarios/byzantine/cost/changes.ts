import { viewChangeCost, type ViewChangeCost } from "./view-change.ts";
import { changingHotStuff, changingPbft } from "./view-changing.ts";

/** A view change of so many replicas, n = 3f + 1. */
export interface ViewChangeSize {
  readonly replicas: number;
  readonly seed: number;
}

/** A view change by each protocol, by its name. */
export const viewChanges = {
  PBFT: (size: ViewChangeSize): ViewChangeCost => viewChangeCost(changingPbft, size),
  HotStuff: (size: ViewChangeSize): ViewChangeCost => viewChangeCost(changingHotStuff, size),
  /** The same run; one threshold signature stands for each quorum, as in its paper. */
  "HotStuff, threshold signatures": (size: ViewChangeSize): ViewChangeCost =>
    viewChangeCost(changingHotStuff, { ...size, certificates: "threshold" }),
} as const;
