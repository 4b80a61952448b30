import type { MapJson } from "../language/transpile.ts";
import type { BarState } from "./bars/state.ts";
import type { CommEvent } from "./comms/event.ts";

/** What the kernel and the thread of the cells say to each other. */

/** Which cell. */
export interface CellId {
  /** Never given twice in the life of a kernel; grows within a shell. */
  readonly id: number;
  /** Whose turn it takes, less than `shellCount`: 0 for the main shell, others for subshells. */
  readonly shell: number;
}

/** A cell ready to run. */
export interface Cell extends CellId {
  /** How tracebacks call it: `In [3]`. */
  readonly label: string;
  /** As typed. */
  readonly source: string;
  readonly code: string;
  readonly maps: readonly MapJson[];
  readonly endsInExpression: boolean;
  /** To be evaluated when the cell has succeeded, by name. */
  readonly expressions: Readonly<Record<string, Cell>>;
}

export type ToWorker =
  | { readonly kind: "run"; readonly cell: Cell }
  /** A page has used a comm; what comes of it counts as a cell of its own. */
  | { readonly kind: "comm"; readonly cellId: number; readonly event: CommEvent };

export type StreamName = "stdout" | "stderr";

export type FromWorker =
  | { readonly kind: "output"; readonly cellId: number; readonly stream: StreamName; readonly text: string }
  | {
      readonly kind: "display";
      readonly cellId: number;
      readonly bundle: MimeBundle;
      readonly isUpdate: boolean;
    }
  /** Removes what the cell has shown; if `wait`, not before it shows something else. */
  | { readonly kind: "clear"; readonly cellId: number; readonly wait: boolean }
  /** Progress bars that are shown together, all of them, each time one has changed. */
  | {
      readonly kind: "bars";
      readonly cellId: number;
      readonly id: string;
      readonly bars: readonly BarState[];
      /** Nothing has been shown under this id before. */
      readonly isNew: boolean;
    }
  /** Asks the user; the cell waits for an answer of this id from the guard. */
  | {
      readonly kind: "question";
      readonly cellId: number;
      readonly id: number;
      readonly prompt: string;
      readonly isPassword: boolean;
    }
  /** From now on cells answer pages that open a comm for this target. */
  | { readonly kind: "comm-target"; readonly target: string }
  | { readonly kind: "comm"; readonly cellId: number; readonly event: CommEvent }
  | { readonly kind: "done"; readonly cellId: number; readonly outcome: Outcome }
  /** The code has called process.exit(). */
  | { readonly kind: "exit"; readonly code: number };

/** How a cell ended. */
export type Outcome =
  /** Without `value` if the cell has no result. */
  | {
      readonly kind: "ok";
      readonly value?: MimeBundle;
      readonly expressions: Readonly<Record<string, Outcome>>;
    }
  | { readonly kind: "error"; readonly error: CellError };

/** One value in several representations, all of them JSON already. */
export interface MimeBundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: Readonly<Record<string, unknown>>;
}

export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

export const interrupted: CellError = {
  ename: "Interrupted",
  evalue: "The cell was interrupted.",
  traceback: ["Interrupted: The cell was interrupted. Variables keep the values they had."],
};
