import { kernelGlobal } from "../language/kernel-global.ts";
import type { Constants } from "./constants.ts";
import type { Imports } from "./imports.ts";
import type { Resources } from "./resources.ts";

/** What rewritten cells call for what a script cannot do by itself: see language/repl.ts. */
type KernelObject = Imports & Pick<Constants, "declare" | "assign"> & Pick<Resources, "use" | "useAsync">;

export function installKernelObject(kernel: KernelObject): void {
  Object.defineProperty(globalThis, kernelGlobal, { value: Object.freeze(kernel) });
}
