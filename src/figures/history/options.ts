import type { LinearizabilityVerdict, Observed } from "../../properties/index.ts";

export interface HistoryOptions<Operation, Result> {
  /** What the figure shows; by default what the verdict says. */
  readonly title?: string;
  /** Words below the title; by default the explanation in the verdict, if there is one. */
  readonly subtitle?: string;
  /** A verdict on the history: what to point out. Without one the calls are drawn alike. */
  readonly verdict?: LinearizabilityVerdict<Result>;
  /** Words for operations: by default the data themselves. */
  readonly specification?: {
    readonly describe?: (operation: Operation, observed: Observed<Result>) => string;
  };
  /** What people call a client. By default `client 3`. */
  readonly nameOf?: (client: number) => string;
  /**
   * Which calls are drawn, by their places in the history. By default all of a short history; of a long one the
   * part that fits no order and where its result came from, or else the first calls.
   */
  readonly calls?: readonly number[];
  /** In pixels; narrower pages shrink the drawing. By default 960. */
  readonly width?: number;
}
