import { bmcMovingStorm, bmcSeat, type WardRules } from "../../../scenarios/index.ts";
import { evening } from "../../evening.ts";
import type { Case, Finding } from "../../exercise.ts";
import type { ReconfigurationCalls } from "./port.ts";
import { reconfigurationRules } from "./rules.ts";

/** With these, the lines fail right before Dadar is in charge, and right after. */
const payments = [2, 3];

export const stories: readonly Case<ReconfigurationCalls>[] = [
  {
    name: "keeps one book on the evening on which Dadar takes Andheri’s seat",
    points: 3,
    why: "Bandra goes on with Dadar, two of the new three; Kurla takes over with Andheri, two of the old three. In one slot, only one of these pairs may decide.",
    run: (module, random) => {
      const seed = random.integer(1, 1_000);
      return first(payments, (payments) =>
        evening("On the evening on which Dadar takes Andheri’s seat", () => {
          const { run, summary } = bmcSeat.run({ payments, rules: rulesOf(module), seed });
          if (run.violation !== null) return run.violation.problem;
          const { length } = summary.answers;
          const asked = payments + 3;
          return length === asked
            ? null
            : `only ${length} of ${asked} clients have been answered in the end.`;
        }),
      );
    },
  },
  {
    name: "comes through monsoon nights in which wards come and go",
    points: 2,
    why: "Safe is not enough: when the storm is over, every ward that is up must serve again.",
    run: (module, random) => {
      const seeds = [1, 2, 3, 4].map(() => random.integer(1, 1_000_000));
      return first(seeds, (seed) =>
        evening(`In the storm of seed ${seed}`, () => {
          const { problem, stuck } = bmcMovingStorm.run({ seed, rules: rulesOf(module) }).summary;
          if (problem !== null) return problem;
          return stuck.length === 0
            ? null
            : `nobody is served in ${stuck.join(" and ")}, long after it is over.`;
        }),
      );
    },
  },
];

const rulesOf = (module: ReconfigurationCalls): WardRules => reconfigurationRules(module);

function first<T>(items: readonly T[], look: (item: T) => Finding | null): Finding | null {
  return items.reduce<Finding | null>((found, item) => found ?? look(item), null);
}
