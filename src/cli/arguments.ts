import { InvalidArgumentError } from "commander";

/** A whole number from 0, as an option takes it. */
export function toCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) {
    throw new InvalidArgumentError("Give a whole number, for example 3.");
  }
  return count;
}
