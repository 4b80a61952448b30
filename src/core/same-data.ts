import { dequal } from "dequal/lite";

/** Whether two pieces of plain data are equal in structure, as values agreed on are compared. */
export function sameData(a: unknown, b: unknown): boolean {
  return a === b || dequal(a, b);
}
