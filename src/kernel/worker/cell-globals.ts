import type { Progress } from "./bars/progress.ts";
import type { Comms } from "./comms/comms.ts";
import type { DisplayHandle, DisplayOptions } from "./display/show.ts";
import type { Confirm, Prompt } from "./input/prompt.ts";
import type { Template } from "./display/templates.ts";

/** What every cell finds without importing it. The declarations for its author: language/cell-globals.ts. */
export interface CellGlobals {
  readonly display: (value: unknown, options?: DisplayOptions) => DisplayHandle;
  readonly progress: Progress;
  readonly prompt: Prompt;
  readonly confirm: Confirm;
  readonly comms: Comms;
  readonly clearOutput: (options?: { readonly wait?: boolean }) => void;
  readonly html: Template;
  readonly md: Template;
  readonly svg: Template;
}

/** As properties that a cell's own declarations hide, whatever they declare. */
export function installCellGlobals(globals: CellGlobals): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
