import { inWords, sameData } from "../core/index.ts";
import type { Finding } from "./exercise.ts";

/** Data in a sentence of the judge's, cut where it gets long. */
export function show(data: unknown, most = 240): string {
  const text = inWords(data);
  return text.length > most ? `${text.slice(0, most)} …` : text;
}

/** Nothing if they are the same data; otherwise a sentence that begins with `what`. */
export function expected(what: string, got: unknown, wanted: unknown): Finding | null {
  return sameData(got, wanted)
    ? null
    : { sentence: `${what} it should be ${show(wanted)}; it is ${show(got)}.` };
}
