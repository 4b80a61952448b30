import { sameData } from "../core/index.ts";
import type { Finding } from "./exercise.ts";
import { brief } from "./memo.ts";
import type { Json } from "./subject.ts";

/** Data in a sentence of the judge's. */
export const show = (data: unknown): string => brief(data as Json, 240);

/** Nothing if they are the same data; otherwise a sentence that begins with `what`. */
export function expected(what: string, got: unknown, wanted: unknown): Finding | null {
  return sameData(got, wanted)
    ? null
    : { sentence: `${what} it should be ${show(wanted)}; it is ${show(got)}.` };
}
