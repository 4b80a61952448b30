import type * as declared from "../language/cell-globals.ts";

/** What every cell finds without importing it, exactly as it is declared to its author. */
export type CellGlobals = Readonly<typeof declared>;

/** As properties that a cell's own declarations hide, whatever they declare. */
export function installCellGlobals(globals: CellGlobals): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}
