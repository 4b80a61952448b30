import { expect, it } from "vitest";
import { cellPaths, pathOfCell } from "../../../src/kernel/debugger/cell-path.ts";

/** What ipykernel's murmur2_x86 and JupyterLab's murmur2 make of them with the same seed. */
it.each([
  ["", 3_990_065_800],
  ["a", 2_167_009_006],
  ["ab", 2_805_137_849],
  ["abc", 3_350_977_461],
  ["abcd", 804_720_481],
  ["x = 1", 3_427_300_630],
  ["const s = 'Grüße 🦊';\n", 4_287_672_137],
])("the path of %j holds the hash that other Jupyter software computes", (code, hash) => {
  expect(pathOfCell(code)).toBe(`${cellPaths.tmpFilePrefix}${hash}.ts`);
});
