import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  array,
  boolean,
  check,
  integer,
  literal,
  looseObject,
  maxLength,
  minLength,
  minValue,
  number,
  optional,
  parse,
  picklist,
  pipe,
  regex,
  strictObject,
  string,
  union,
  type InferOutput,
} from "valibot";
import { tagOf } from "../../src/grader/intake/index.ts";
import { exercises } from "../../src/judge/index.ts";

/**
 * What nbgrader wants of the metadata of a cell (github.com/jupyter/nbgrader, nbgraderformat/v3.json and the checks
 * of v3.py), said again. Its later format 4 takes it too.
 */
const nbgraderSchema = strictObject({
  schema_version: pipe(number(), integer(), literal(3)),
  grade: boolean(),
  solution: boolean(),
  locked: boolean(),
  task: optional(boolean()),
  grade_id: pipe(string(), regex(/^[a-zA-Z0-9_-]+$/)),
  points: optional(pipe(number(), minValue(0))),
  checksum: optional(pipe(string(), minLength(32), maxLength(32))),
  cell_type: picklist(["raw", "code", "markdown"]),
});

const cellSchema = pipe(
  looseObject({
    id: string(),
    cell_type: string(),
    source: union([string(), array(string())]),
    metadata: looseObject({ nbgrader: optional(nbgraderSchema), tags: optional(array(string())) }),
  }),
  check(
    ({ cell_type, metadata: { nbgrader } }) => nbgrader === undefined || nbgrader.cell_type === cell_type,
    "The type of the cell is another than its metadata says.",
  ),
  check(
    ({ metadata: { nbgrader } }) =>
      nbgrader === undefined || nbgrader.grade === (nbgrader.points !== undefined),
    "Cells that are graded have points, and no others.",
  ),
  check(({ cell_type, metadata: { nbgrader } }) => {
    if (nbgrader === undefined) return true;
    const { grade, solution, task = false, locked } = nbgrader;
    if (task) return cell_type === "markdown" && !grade && !solution;
    // Nobody can write into what is locked; prose is graded where it is written.
    return !(solution && locked) && (cell_type !== "markdown" || grade === solution);
  }, "nbgrader has no such kind of cell."),
);

const notebookSchema = looseObject({ cells: array(cellSchema) });
type Cell = InferOutput<typeof cellSchema>;

const folder = join(import.meta.dirname, "../../notebooks");
const lessons = (await readdir(folder)).filter((name) => name.endsWith(".ipynb"));

async function cellsOf(lesson: string): Promise<readonly Cell[]> {
  return parse(notebookSchema, JSON.parse(await readFile(join(folder, lesson), "utf8"))).cells;
}

describe.each(lessons)("%s, for nbgrader", (lesson) => {
  it("marks every cell that is to be mended, and the one that checks it and is locked", async () => {
    const cells = await cellsOf(lesson);
    const marked = cells.filter(({ metadata }) => metadata.nbgrader !== undefined);
    const toMend = cells.filter(({ source }) => [source].flat().join("").includes("// ←"));
    expect(marked.filter((_, nth) => nth % 2 === 0).map(({ id }) => id)).toEqual(toMend.map(({ id }) => id));
    for (const [nth, { id, metadata }] of marked.entries()) {
      const { solution, locked } = metadata.nbgrader!;
      expect({ id, solution, locked }).toEqual({ id, solution: nth % 2 === 0, locked: nth % 2 === 1 });
    }
  });

  it("has no grade_id twice", async () => {
    const ids = (await cellsOf(lesson)).flatMap(({ metadata: { nbgrader } }) => nbgrader?.grade_id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is tagged for the judge only where a cell holds a whole solution", async () => {
    for (const cell of await cellsOf(lesson)) {
      const { tags = [], nbgrader } = cell.metadata;
      const slugs = exercises.map(({ slug }) => slug).filter((slug) => tags.includes(tagOf(slug)));
      // A grade_id that is an exercise's name would be taken for a tag.
      expect(exercises.map(({ slug }) => slug)).not.toContain(nbgrader?.grade_id);
      if (slugs.length > 0)
        expect([lesson, cell.id, slugs]).toEqual(["06-throughput.ipynb", "batcher", ["batcher"]]);
    }
  });
});
