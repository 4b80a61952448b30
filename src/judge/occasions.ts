import type { Random } from "../core/index.ts";
import type { Case, Finding } from "./exercise.ts";

/** Draws again and again until it is as wanted. */
export const drawnUntil =
  <Drawn>(isWanted: (drawn: Drawn) => boolean, draw: (random: Random) => Drawn) =>
  (random: Random): Drawn => {
    for (;;) {
      const drawn = draw(random);
      if (isWanted(drawn)) return drawn;
    }
  };

/** What a case looks at: one occasion, drawn for it. */
export type Look<Calls, Occasion> = (module: Calls, occasion: Occasion) => Finding | null;

/**
 * Cases that look at so many occasions of one kind each. One that goes wrong is enough; the others are looked at all the
 * same, for their answers tell one wrong idea from another.
 */
export function occasions<Calls, Occasion>(
  draw: (random: Random) => Occasion,
  times = 10,
): (look: Look<Calls, Occasion>) => Case<Calls>["run"] {
  return (look) => (module, random) => {
    let first: Finding | null = null;
    for (let nth = 0; nth < times; nth++) {
      const finding = look(module, draw(random));
      first ??= finding;
    }
    return first;
  };
}
