import { milliseconds, sameData } from "../../../core/index.ts";
import type { Batching, Command } from "../../../protocols/desks/index.ts";
import { rivalDesks, type DeskSummary } from "../../../scenarios/index.ts";
import { evening } from "../../evening.ts";
import type { Case } from "../../exercise.ts";
import { show } from "../../told.ts";
import type { BatcherCalls } from "./port.ts";

export const story: Case<BatcherCalls> = {
  name: "loses, doubles and turns round nothing when a desk is cut off for a while",
  points: 2,
  why: "Every command that was asked for stands in the log in the end, once, and after the earlier ones of its client: that is what all the rules are for.",
  run: (module, random) => {
    const batching: Batching = {
      nextBatch: ({ queue, underWay, now, size, delay, window }) =>
        among(queue, "nextBatch", module.nextBatch({ queue, underWay, now, size, delay, window })),
      afterDecision: (queue, mine, chosen) =>
        among([...queue, ...mine.commands], "afterDecision", module.afterDecision(queue, mine, chosen)),
    };
    return evening("On an evening with two desks, one of them cut off for 50 ms", () => {
      const { summary } = rivalDesks.run({
        seed: random.integer(1, 1_000_000),
        batching,
        load: { kind: "bursts", until: milliseconds(150) },
        cutOff: { from: milliseconds(50), to: milliseconds(100) },
        until: milliseconds(2_000),
        trace: "off",
      });
      return problemOf(summary);
    });
  },
};

function problemOf({ asked, lost, doubled, overtaken }: DeskSummary): string | null {
  const problems = [
    { what: "stand nowhere in the log at the end", which: lost },
    { what: "stand in it twice", which: doubled },
    { what: "stand behind a later one of the same client", which: overtaken },
  ];
  const problem = problems.find(({ which }) => which.length > 0);
  if (problem === undefined) return null;
  const [{ client, number }] = problem.which as readonly [DeskSummary["lost"][number]];
  return `${problem.which.length} of ${asked} commands ${problem.what}: command ${number} of client ${client} is one of them.`;
}

/** @throws RangeError for a command that nobody has asked this desk for: with such ones there is no evening. */
function among(
  known: readonly Command[],
  call: keyof BatcherCalls,
  answer: readonly Command[],
): readonly Command[] {
  const stranger = answer.find((command) => !known.some((one) => sameData(one, command)));
  if (stranger === undefined) return answer;
  throw new RangeError(
    `${call} answers a command ${show(stranger)}, which it was not given as this desk's own.`,
  );
}
