/**
 * Plain data as text, so that two pieces of data have the same text exactly if they are equal in structure,
 * whatever the order in which the keys of an object were written.
 *
 * A key whose value is `undefined` counts as missing.
 */
export function canonicalText(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonicalText).join(",")}]`;
  if (typeof data === "string") return JSON.stringify(data);
  if (typeof data !== "object" || data === null) return String(data); // -0 is written as 0.
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalText(value)}`).join(",")}}`;
}

export const sameText = (a: unknown, b: unknown): boolean => canonicalText(a) === canonicalText(b);
