import { formatBallot, type Ballot } from "./ballot.ts";

/** Plain data in words: `promise (ballot 2.1, accepted nothing)`. */
export function inWords(data: unknown): string {
  if (data === null || data === undefined) return "nothing";
  if (typeof data === "string") return `“${data}”`;
  if (typeof data !== "object") return JSON.stringify(data);
  if (Array.isArray(data)) return `[${data.map(inWords).join(", ")}]`;
  if (isBallot(data)) return formatBallot(data);
  const { kind, ...fields } = data as { readonly kind?: unknown };
  const rest = Object.entries(fields).map(([key, value]) => `${key} ${inWords(value)}`);
  const list = rest.length === 0 ? "" : `(${rest.join(", ")})`;
  return typeof kind === "string" ? `${kind} ${list}`.trimEnd() : list;
}

const isBallot = (data: object): data is Ballot =>
  Object.keys(data).length === 2 && "round" in data && "node" in data;
