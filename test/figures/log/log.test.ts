import { describe, expect, test } from "vitest";
import { formatBallot, majority, milliseconds, nodes, type Ballot } from "../../../src/core/index.ts";
import { logFigure, mimeBundle, type LogFigure } from "../../../src/figures/index.ts";
import type { Trace, TraceEvent } from "../../../src/sim/index.ts";
import { texts } from "../support/svg.ts";

/** A log of letters; "" is a no-op. */
interface Letters {
  readonly state: null;
  readonly message: never;
  readonly request: never;
  readonly persisted: {
    readonly start: number;
    readonly slots: Readonly<Record<number, readonly [Ballot, string]>>;
  };
  readonly timer: "none";
  readonly decision: { readonly applied: number };
}

const [first, second]: readonly Ballot[] = [
  { round: 9, node: 0 },
  { round: 10, node: 1 },
];

const writes = (
  at: number,
  node: number,
  slots: Letters["persisted"]["slots"],
  start = 0,
): TraceEvent<Letters> => ({ at, node, kind: "persist", value: { start, slots } });

const applies = (at: number, node: number, applied: number): TraceEvent<Letters> => ({
  at,
  node,
  kind: "decide",
  decision: { applied },
});

const trace = (events: readonly TraceEvent<Letters>[]): Trace<Letters> => ({
  protocol: "letters",
  seed: 1,
  names: ["Bandra", "Kurla", "Andheri"],
  events,
});

const draw = (
  events: readonly TraceEvent<Letters>[],
  options: { readonly at?: readonly number[] } = {},
): LogFigure =>
  logFigure(trace(events), {
    see: {
      disk: ({ start, slots }) => ({
        start,
        entries: Object.entries(slots).map(([slot, [ballot, letter]]) => {
          return { slot: Number(slot), ballot, commands: letter === "" ? [] : [letter] };
        }),
      }),
      event: ({ applied: slot }) => ({ kind: "applied", slot, entry: null, executed: [] }),
    },
    words: (letter) => letter,
    quorums: majority(nodes(3)),
    ...(options.at && { at: options.at.map((at) => ({ at })) }),
  });

const evening: readonly TraceEvent<Letters>[] = [
  writes(1, 0, { 0: [first!, "a"], 1: [first!, "b"], 3: [first!, "d"] }),
  writes(2, 1, { 0: [first!, "a"] }),
  applies(3, 0, 0),
  { at: 4, node: 2, kind: "crash" },
  writes(milliseconds(1), 1, { 0: [first!, "a"], 1: [second!, "b"], 2: [second!, ""] }),
];

/** What a pointer is told over the cells. */
const tips = (svg: string): readonly string[] =>
  [...svg.matchAll(/<g class="m cell[^>]*><title>([^<]*)<\/title>/g)].map(([, words]) => words ?? "");

describe("the log of each node", () => {
  const figure = draw(evening, { at: [3, milliseconds(1)] });

  test("says of each slot what is accepted (in brackets), applied, or missing, at each moment", () => {
    expect(figure.text).toBe(
      [
        "letters, seed 1: the log of each node",
        "3 µs (slots 0 to 3)",
        "  Bandra: a 9.0 | (b 9.0) | – | (d 9.0)",
        "  Kurla: (a 9.0) | – | – | –",
        "  Andheri: – | – | – | –",
        "  chosen: a | – | – | –",
        "1 ms (slots 0 to 3)",
        "  Bandra: a 9.0 | (b 9.0) | – | (d 9.0)",
        "  Kurla: (a 9.0) | (b 10.1) | (no-op 10.1) | –",
        "  Andheri (down): – | – | – | –",
        "  chosen: a | – | – | –",
      ].join("\n"),
    );
  });

  test("two acceptances of one command at two ballots are not yet a choice", () => {
    expect(tips(figure.svg.slice(figure.svg.indexOf("1 ms")))).toContain("chosen in slot 1: nothing yet");
  });

  test("tells ballots apart by number as well as by colour, the lower one first", () => {
    expect(texts(figure.svg).filter((words) => words.startsWith("ballot"))).toEqual([
      `ballot ${formatBallot(first!)} (Bandra)`,
      `ballot ${formatBallot(second!)} (Kurla)`,
    ]);
    expect(texts(figure.svg, "by")).toContain("10.1");
  });

  test("states differ in outline and hatching, not by colour alone, and follow the page's theme", () => {
    expect(figure.svg).toMatch(/\.cell\.accepted \.box\{[^}]*stroke-dasharray/);
    expect(figure.svg).toContain('class="hatch"');
    expect(figure.svg).toContain("@media(prefers-color-scheme:dark)");
    expect(texts(figure.svg, "name")).toContain("Andheri †");
  });

  test("is plain data that shows itself", () => {
    expect(structuredClone({ ...figure })).toEqual({ ...figure });
    expect(mimeBundle(figure)["text/html"]).toContain(figure.svg);
  });
});

test("what contradicts itself is marked: slots applied or chosen with two contents", () => {
  const figure = draw([
    writes(1, 0, { 0: [first!, "a"] }),
    applies(2, 0, 0),
    writes(3, 1, { 0: [second!, "b"] }),
    writes(4, 2, { 0: [second!, "b"] }),
    applies(5, 1, 0),
  ]);
  expect(figure.alt).toContain("They contradict each other in slot 0.");
  expect(texts(figure.svg, "bad")).toEqual(["0 ✗"]);
});

test("slots that a snapshot stands for are shown as cut, and a long log by its end", () => {
  const long = Object.fromEntries(Array.from({ length: 60 }, (_, slot) => [slot, [first!, "x"] as const]));
  const figure = draw([writes(1, 0, long), writes(2, 1, { 59: [first!, "x"] }, 50)]);
  expect(figure.alt).toContain("slots 36 to 59");
  expect(texts(figure.svg, "slot")).toHaveLength(24);
  expect(tips(figure.svg)).toContain("Kurla, slot 49: cut");
  expect(tips(figure.svg)).toContain("Kurla, slot 50: –");
});
