import type { FromInspector, ToInspector } from "../debugger/index.ts";
import type { NumberedAnswer } from "../worker/input/answer.ts";
import type { MailboxEntry } from "../worker/input/mailbox.ts";
import type { CellId } from "../worker/protocol.ts";

/** What kernel and guard say to each other. */

export type ToGuard =
  /** Without cells if none runs: what earlier ones left behind may be busy. */
  | { readonly kind: "interrupt"; readonly cells: readonly CellId[] }
  | { readonly kind: "limit-memory"; readonly megabytes: number }
  | { readonly kind: "inspect"; readonly message: ToInspector }
  /** For a cell that waits for it. */
  | ({ readonly kind: "answer" } & NumberedAnswer);

export type FromGuard =
  /** The guard is about to end the process, and why. */
  | { readonly kind: "fate"; readonly fate: Fate }
  | { readonly kind: "inspected"; readonly message: FromInspector };

export type Fate =
  | { readonly kind: "out-of-memory" }
  /** The thread did not come back from native code. */
  | { readonly kind: "blocked" };

/** What the guard, a thread of the process of the cells, is given at its start. */
export interface GuardSetup {
  /** The memory of the `Progress` that both threads share. */
  readonly progress: SharedArrayBuffer;
  /** Where answers to questions of cells go. */
  readonly mailbox: MailboxEntry;
}

/** What the guard says to the thread of the cells. */
export type FromGuardToCells =
  /** Answer for this cell at once, if it is still running. */
  | { readonly kind: "give-up"; readonly cellId: number }
  /** Answer by the shared memory: are you busy? */
  | { readonly kind: "ping"; readonly serial: number }
  /** Stop the cell whose timer was running, for it was terminated. */
  | { readonly kind: "stop-callback" };
