import { describe, expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { pbftLook, spaceTime } from "../../../src/figures/index.ts";
import { equivocating, lying, type Behaviour } from "../../../src/protocols/byzantine/index.ts";
import { pbftLies, soundRules } from "../../../src/protocols/pbft/index.ts";
import { resolutions, type ResolutionOptions, type Resolving } from "../../../src/scenarios/index.ts";

const lies = pbftLies<readonly string[], string, string>();

const cutOff = (ward: number, from: number, to: number): ResolutionOptions["happenings"] => [
  {
    at: milliseconds(from),
    action: {
      kind: "partition",
      label: `ward ${ward}`,
      groups: [[ward], [0, 1, 2, 3].filter((node) => node !== ward)],
    },
  },
  { at: milliseconds(to), action: { kind: "heal", label: `ward ${ward}` } },
];

describe("the book of resolutions", () => {
  it("answers after five message delays, and the picture speaks of views and numbers", () => {
    const { summary, trace } = resolutions.run();
    expect(summary.answers).toEqual([
      { plan: "drains", result: "resolution 1: drains", after: milliseconds(50) },
    ]);
    expect(summary.problem).toBeNull();
    expect(spaceTime(trace, pbftLook).svg).toContain("pre-prepare 0·1 drains");
  });

  it("is the same everywhere, though the primary tells two stories", () => {
    const { books, answers, problem } = resolutions.run({
      motions: [
        { plan: "drains", node: 3, at: 0 },
        { plan: "pumps", node: 2, at: milliseconds(1) },
      ],
      faulty: { 0: equivocating(lies, [2, 3]) },
    }).summary;
    expect(problem).toBeNull();
    expect(answers).toHaveLength(2);
    expect(new Set(Object.values(books).map((book) => book.join()))).toEqual(new Set(["drains,pumps"]));
  });

  it("is rewritten by a new primary that is believed, and not by one that is verified", () => {
    const onceItLeads: Behaviour<Resolving> = lying({
      ...lies,
      alternative: (message, known, self) =>
        "view" in message && message.view === 1 && message.kind !== "view-change"
          ? lies.alternative(message, known, self)
          : null,
    });
    const evening: Partial<ResolutionOptions> = {
      motions: [
        { plan: "drains", node: 2, at: 0 },
        { plan: "pumps", node: 3, at: milliseconds(70) },
      ],
      faulty: { 1: onceItLeads },
      happenings: [...cutOff(3, 0, 55), ...cutOff(0, 55, 700)],
    };
    expect(resolutions.run(evening).summary.problem).toBeNull();
    expect(resolutions.run({ ...evening, rules: { isJustified: () => true } }).summary.problem).toBe(
      "Number 1 is drains at Bandra’s, and pumps at Dadar’s.",
    );
  });

  it("differs if what has prepared is executed, though nobody lies", () => {
    const few: Partial<ResolutionOptions> = {
      motions: [
        { plan: "pumps", node: 1, at: milliseconds(21) },
        { plan: "drains", node: 2, at: 0 },
      ],
      happenings: [
        {
          at: milliseconds(25),
          action: { kind: "cut", label: "to Dadar only", from: [0, 1, 2, 3], to: [0, 1, 2] },
        },
        { at: milliseconds(35), action: { kind: "heal", label: "to Dadar only" } },
        ...cutOff(3, 35, 600),
      ],
    };
    const { isPrepared } = soundRules<string>();
    expect(resolutions.run(few).summary.problem).toBeNull();
    expect(resolutions.run({ ...few, rules: { mayExecute: isPrepared } }).summary.problem).toBe(
      "Number 1 is drains at Dadar’s, and nothing at Andheri’s.",
    );
  });
});
