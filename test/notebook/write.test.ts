import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  NotebookFileError,
  parseNotebook,
  readNotebook,
  serializeNotebook,
  writeNotebook,
  type Cell,
  type Notebook,
  type Output,
} from "../../src/notebook/index.ts";
import { codeCell, markdownCell, notebookOf } from "./example.ts";

const text = fc.string({ unit: fc.oneof(fc.constantFrom("\n", "\r", "\u2028", "a", "₹"), fc.string()) });
const metadata = fc.dictionary(fc.string(), fc.jsonValue());
const bundle = fc.record({
  "text/plain": text,
  "image/png": fc.base64String(),
  "application/json": fc.jsonValue(),
});

const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({ output_type: fc.constant("stream" as const), name: fc.constantFrom("stdout", "stderr"), text }),
  fc.record({ output_type: fc.constant("display_data" as const), data: bundle, metadata }),
  fc.record({
    output_type: fc.constant("execute_result" as const),
    execution_count: fc.nat(),
    data: bundle,
    metadata,
  }),
  fc.record({
    output_type: fc.constant("error" as const),
    ename: text,
    evalue: text,
    traceback: fc.array(text),
  }),
);

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ cell_type: fc.constantFrom("markdown", "raw"), metadata, source: text }),
  fc.record({
    cell_type: fc.constant("code" as const),
    metadata,
    source: text,
    execution_count: fc.option(fc.nat()),
    outputs: fc.array(output),
  }),
);

const notebook: fc.Arbitrary<Notebook> = fc
  .record({ cells: fc.array(cell), metadata })
  .map(({ cells, metadata }) => ({
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((cell, index) => ({ ...cell, id: `cell-${index}` })),
  }));

describe("the text of a notebook", () => {
  it("reads back as the same notebook, and is written the same again", () => {
    fc.assert(
      fc.property(notebook, (original) => {
        const written = serializeNotebook(original);
        const back = parseNotebook(written, "a.ipynb");
        // Through JSON, which knows no -0.
        expect(back).toEqual(JSON.parse(JSON.stringify(original)));
        expect(serializeNotebook(back)).toBe(written);
      }),
    );
  });

  it("is what Jupyter would save: sorted keys, one space a level, sources as lines, a last newline", () => {
    const cell = { ...codeCell("a\nb"), id: "x" };
    expect(serializeNotebook({ ...notebookOf(cell), metadata: { kernelspec: { name: "x" } } })).toBe(`{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "id": "x",
   "metadata": {},
   "outputs": [],
   "source": [
    "a\\n",
    "b"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "name": "x"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`);
  });

  it("keeps fields it does not know", () => {
    const text = serializeNotebook({
      ...notebookOf({ ...markdownCell("a"), later: 1 } as Cell),
      more: [2],
    } as Notebook);
    expect(serializeNotebook(parseNotebook(text, "a.ipynb"))).toBe(text);
    expect(text).toContain('"later": 1');
    expect(text).toContain('"more": [');
  });
});

describe("files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paxoslab-notebook-"));
  });
  afterEach(async () => rm(folder, { recursive: true }));

  it("are written whole and leave nothing else behind", async () => {
    const path = join(folder, "a.ipynb");
    await writeFile(path, "old");
    const written = notebookOf(markdownCell("# New"));
    await writeNotebook(path, written);
    expect(await readNotebook(path)).toEqual(written);
    expect(await readdir(folder)).toEqual(["a.ipynb"]);
  });

  it("keep the old text when they cannot be written", async () => {
    const missing = join(folder, "missing", "a.ipynb");
    await expect(writeNotebook(missing, notebookOf())).rejects.toThrow(NotebookFileError);
    await expect(stat(missing)).rejects.toThrow("ENOENT");
  });

  it.each([
    ["missing.ipynb", /missing\.ipynb does not exist\.$/],
    ["", /is a folder; name the notebooks in it/],
  ])("that cannot be read (%j) are named in a sentence", async (name, sentence) => {
    await expect(readNotebook(join(folder, name))).rejects.toThrow(sentence);
    await expect(readNotebook(join(folder, name))).rejects.toThrow(NotebookFileError);
  });

  it("are not rewritten where Jupyter already wrote them", async () => {
    const path = new URL("../e2e/run/notebooks/imports.ipynb", import.meta.url).pathname;
    expect(serializeNotebook(await readNotebook(path))).toBe(await readFile(path, "utf8"));
  });
});
