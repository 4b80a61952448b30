import { dequal } from "dequal/lite";
import { configure } from "safe-stable-stringify";

/** Whether two pieces of plain data are equal in structure, as values agreed on are compared. */
export function sameData(a: unknown, b: unknown): boolean {
  return a === b || dequal(a, b);
}

/**
 * An order among pieces of plain data, of no meaning but always the same: for sets that are kept as sorted lists,
 * so that equal sets are equal data. Zero exactly for those that {@link sameData} calls equal.
 */
export function compareData(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : Number(left > right);
}

const stringify = configure({ deterministic: true, strict: true });

function textOf(data: unknown): string {
  return stringify(data) ?? "";
}
