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
  expect(tracebackParts(traceback, "TypeScriptError")).toEqual([
    { kind: "headline", text: "In [2]:2:7 TS2322: Type 'string' is not assignable to type 'number'." },
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

test("the name of the error tells the line that says what happened", () => {
  const parts = tracebackParts("> 1 | decide(113)\nRangeError: only 113\n    at In [3]:1:1", "RangeError");
  expect(parts.map(({ kind }) => kind)).toEqual(["frame", "headline", "text"]);
});

test("bars in what an error says make it no code", () => {
  const text = "expected a | b\n x | y\n| 1 | 2 |";
  expect(tracebackParts(text, "Error")).toEqual([{ kind: "text", text }]);
});
