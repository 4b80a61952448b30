/** How a progress bar stands. */
export interface BarState {
  /** Empty if it has none. */
  readonly label: string;
  /** Items that are finished. */
  readonly count: number;
  readonly total?: number;
  readonly elapsedMs: number;
  readonly phase: BarPhase;
}

export type BarPhase =
  | "running"
  | "done"
  /** The loop was left before its end. */
  | "stopped"
  | "failed"
  | "interrupted"
  /** The process ended; nobody can tell how far the loop had come. */
  | "lost";
