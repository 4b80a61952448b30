import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A source of seeded pseudo-random numbers. The same seed gives the same draws on every machine. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** A number from 0 (included) to 1 (excluded). */
  unit(): number;
  /** True with the given probability; draws nothing when the answer is certain. */
  chance(probability: number): boolean;
  /** One of the items, each as likely as the others. */
  pick<T>(items: readonly T[]): T;
  /** A copy of the items in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** Another source, independent of the later draws of this one. */
  fork(): Random;
}

/** @param seed - a whole number; its low 32 bits are used. */
export function createRandom(seed: number): Random {
  if (!Number.isInteger(seed)) throw new RangeError(`A seed is a whole number; got ${seed}.`);
  // Neighbouring seeds must not start with neighbouring draws, so the seed is spread by SplitMix32 first.
  const spread = splitMix32(seed);
  const generator = xoroshiro128plusFromState([spread(), spread(), spread(), spread()]);
  const integer = (min: number, max: number): number => {
    if (!(min <= max))
      throw new RangeError(`Cannot draw a number from ${min} to ${max}: that range is empty.`);
    return uniformInt(generator, min, max);
  };
  const unit = (): number => uniformFloat64(generator);
  return {
    integer,
    unit,
    chance: (probability) => probability > 0 && (probability >= 1 || unit() < probability),
    pick: (items) => {
      if (items.length === 0) throw new RangeError("Cannot pick from an empty list.");
      return items[integer(0, items.length - 1)] as (typeof items)[number];
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
    fork: () => createRandom(generator.next()),
  };
}

/** Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), 32-bit form. */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
