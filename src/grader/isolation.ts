import { tryBubblewrap } from "./linux/trial.ts";

/** What a submission is locked up in. Every report says which it was. */
export type Isolation =
  /**
   * A process of its own under Linux: no files but the runtime's, no network, no other process to see or start, none of
   * our environment, caps on memory and time; inside it Node without permissions, and inside that a bare realm.
   */
  | { readonly kind: "bubblewrap" }
  /** An interpreter in WebAssembly (QuickJS), in a thread that can be ended. Works anywhere; one wall instead of three. */
  | { readonly kind: "quickjs" };

/** Whether marks that count may rest on it. */
export function isStrong({ kind }: Isolation): boolean {
  switch (kind) {
    case "bubblewrap":
      return true;
    case "quickjs":
      return false;
  }
}

/** The strongest that this machine has. Starts a process to find out. */
export async function strongestIsolation(): Promise<Isolation> {
  const { works } = await tryBubblewrap();
  return { kind: works ? "bubblewrap" : "quickjs" };
}
