import { createRandom } from "../../src/core/index.ts";
import { experiment } from "../../src/experiments/index.ts";

/** Throws of a coin until the first head; small enough to be run by the thousand. */
export const coin = experiment({
  name: "coin",
  question: "How often is a coin thrown until it shows its head?",
  parameters: {
    chance: [0.5, 0.25],
    patience: [3, 100],
    thrower: ["left, hand", 'the "right"'],
    fair: [true],
  },
  measures: { throws: { title: "throws", unit: "throws" }, luck: { title: "luck", unit: "" } },
  seeds: 5,
  refuses: ({ chance }) => (chance > 0 && chance <= 1 ? null : `chance is from 0 to 1; got ${chance}.`),
  run({ chance, patience }, seed) {
    const random = createRandom(seed);
    for (let throws = 1; throws <= patience; throws++) {
      if (random.chance(chance)) return { throws, luck: random.unit() };
    }
    return { throws: null, luck: random.unit() };
  },
});
