import { expect, test } from "vitest";
import { tracebackParts } from "../../../src/lab/client/outputs/traceback.ts";

test("tells the code frames of a traceback from what it says", () => {
  const traceback = [
    "In [2]:2:7 TS2322: Type 'string' is not assignable to type 'number'.",
    "   1 | // How many?",
    '>  2 | const yes: number = "a | b";',
    "     |       ^",
    "  10 |",
    "1 type error: the cell was not run.",
    "    at f (In [3]:2:9)",
  ].join("\n");
  expect(tracebackParts(traceback)).toEqual([
    { kind: "text", text: "In [2]:2:7 TS2322: Type 'string' is not assignable to type 'number'." },
    {
      kind: "frame",
      lines: [
        { number: "1", code: "// How many?", isMarked: false },
        { number: "2", code: 'const yes: number = "a | b";', isMarked: true },
        { number: "", code: "      ^", isMarked: false },
        { number: "10", code: "", isMarked: false },
      ],
    },
    { kind: "text", text: "1 type error: the cell was not run.\n    at f (In [3]:2:9)" },
  ]);
});

test("bars in what an error says make it no code", () => {
  const text = "Error: expected a | b\n x | y\n| 1 | 2 |";
  expect(tracebackParts(text)).toEqual([{ kind: "text", text }]);
});
