import type { Random } from "../core/index.ts";
import type { Case, Finding } from "./exercise.ts";

/** What a case looks at: one occasion, drawn for it. */
export type Look<Calls, Occasion> = (module: Calls, occasion: Occasion) => Finding | null;

/** Cases that look at so many occasions of one kind each; one that goes wrong is enough. */
export function occasions<Calls, Occasion>(
  draw: (random: Random) => Occasion,
  times = 10,
): (look: Look<Calls, Occasion>) => Case<Calls>["run"] {
  return (look) => (module, random) => {
    for (let nth = 0; nth < times; nth++) {
      const finding = look(module, draw(random));
      if (finding !== null) return finding;
    }
    return null;
  };
}
