/** TypeScript as cells are written in it, turned into scripts for V8's REPL mode. */
export { codeFrame } from "./code-frame.ts";
export { isComplete, type Completeness } from "./is-complete.ts";
export { kernelGlobal } from "./kernel-global.ts";
export type { Position } from "./position.ts";
export { CellSyntaxError } from "./syntax-error.ts";
export { transpile, type MapJson, type Transpiled } from "./transpile.ts";
