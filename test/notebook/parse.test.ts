import { describe, expect, it } from "vitest";
import { NotebookFormatError, parseNotebook } from "../../src/notebook/index.ts";

const whatIsWrong = (text: string): string => {
  try {
    parseNotebook(text, "a.ipynb");
  } catch (error) {
    if (error instanceof NotebookFormatError) return error.message;
    throw error;
  }
  throw new Error("Nothing was found wrong.");
};

const withCells = (...cells: object[]): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });

const code = { cell_type: "code", id: "a", metadata: {}, source: "1", execution_count: null, outputs: [] };

describe("a text that is no notebook is refused in a sentence that names the place", () => {
  it.each([
    ["", "a.ipynb is empty, so it is not a notebook."],
    ['{\n "cells": [}', "a.ipynb is not valid JSON: value expected at line 2, column 12."],
    ['{\n "nbformat": 4\n "cells": []}', "a.ipynb is not valid JSON: comma expected at line 3, column 2."],
    ['{"a": NaN}', "a.ipynb is not valid JSON: invalid symbol at line 1, column 7."],
    ["[]", 'a.ipynb is JSON but not a Jupyter notebook: it has no number "nbformat".'],
    [
      '{"nbformat": 3}',
      "a.ipynb is in notebook format 3, not 4; convert it with: jupyter nbconvert --to notebook a.ipynb.",
    ],
    [
      '{"nbformat": 5}',
      "a.ipynb is in notebook format 5, which is newer than the 4 known here; save it as format 4 in Jupyter.",
    ],
    ['{"nbformat": 4}', 'a.ipynb has no list "cells".'],
    ['{"nbformat": 4, "cells": []}', 'a.ipynb has no object "metadata"; an empty one, {}, will do.'],
    ['{"nbformat": 4, "cells": [], "metadata": {}}', 'a.ipynb has no number "nbformat_minor".'],
  ])("%s", (text, sentence) => {
    expect(whatIsWrong(text)).toBe(sentence);
  });
});

describe("a bad cell is named by its number", () => {
  it.each([
    [{ ...code, metadata: undefined }, 'it has no object "metadata"; an empty one, {}, will do'],
    [{ ...code, source: 7 }, 'its "source" is not a string or a list of strings'],
    [{ ...code, cell_type: "heading" }, 'its "cell_type" is "heading", not "markdown", "code" or "raw"'],
    [{ ...code, outputs: undefined }, 'it has no list "outputs"; an empty one, [], will do'],
    [{ ...code, execution_count: "1" }, 'its "execution_count" is not a number or null'],
    [{ ...code, id: undefined }, 'format 4.5 wants an "id" of 1 to 64 letters, digits, "-" or "_"'],
    [
      { ...code, outputs: [{ output_type: "pyout" }] },
      'output 1 has the "output_type" "pyout", not "stream", "display_data", "execute_result" or "error"',
    ],
    [
      { ...code, outputs: [{ output_type: "stream", name: "stdlog", text: "" }] },
      'output 1 is a stream named neither "stdout" nor "stderr"',
    ],
    [{ ...code, outputs: [{ output_type: "display_data", metadata: {} }] }, 'output 1 has no object "data"'],
    [
      { ...code, outputs: [{ output_type: "error", ename: "E" }] },
      'output 1 is an error without "ename", "evalue" or "traceback"',
    ],
  ])("%j", (cell, sentence) => {
    const good = { ...code, id: "b" };
    expect(whatIsWrong(withCells(good, cell))).toBe(`a.ipynb has a bad cell 2: ${sentence}.`);
  });

  it("finds an id used twice", () => {
    const sentence = 'a.ipynb has the id "a" twice, on cells 1 and 2; change one of them.';
    expect(whatIsWrong(withCells(code, code))).toBe(sentence);
  });
});

describe("a notebook in memory", () => {
  it("has its texts joined, whether a file keeps them as text or as lines", () => {
    const asLines = { ...code, id: "b", source: ["let a = 1;\n", "a"] };
    const { cells } = parseNotebook(withCells(code, asLines), "a.ipynb");
    expect(cells.map((cell) => cell.source)).toEqual(["1", "let a = 1;\na"]);
  });

  it("keeps lists in forms that are JSON, and joins those that are text", () => {
    const data = { "application/json": ["a", "b"], "text/plain": ["a\n", "b"] };
    const outputs = [{ output_type: "display_data", data, metadata: {} }];
    const { cells } = parseNotebook(withCells({ ...code, outputs }), "a.ipynb");
    expect(cells[0]).toMatchObject({
      outputs: [{ data: { "application/json": ["a", "b"], "text/plain": "a\nb" } }],
    });
  });

  it("needs no ids before format 4.5", () => {
    const { id: _, ...withoutId } = code;
    const old = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [withoutId] };
    expect(parseNotebook(JSON.stringify(old), "a.ipynb").cells).toHaveLength(1);
  });

  it("may begin with a byte order mark", () => {
    expect(parseNotebook(`\uFEFF${withCells(code)}`, "a.ipynb").cells).toHaveLength(1);
  });
});
