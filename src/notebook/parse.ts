import { NotebookFormatError, type Fail } from "./errors.ts";
import { parseJson } from "./json.ts";
import { joinBundle, joinLines } from "./lines.ts";
import { parseOutput } from "./parse-output.ts";
import { isObject, type Cell, type JsonObject, type Notebook } from "./types.ts";

/**
 * Reads the text of an `.ipynb` file.
 *
 * @param path only to name the file in errors.
 * @throws NotebookFormatError naming the place (file, line, cell) and what is wrong with it.
 */
export function parseNotebook(text: string, path: string): Notebook {
  const fail = (why: string): never => {
    throw new NotebookFormatError(path, why);
  };
  const value = parseJson(text, fail);
  if (!isObject(value) || typeof value["nbformat"] !== "number") {
    return fail('is JSON but not a Jupyter notebook: it has no number "nbformat"');
  }
  requireVersion4(value["nbformat"], path, fail);
  const { cells, metadata, nbformat_minor: minor } = value;
  if (!Array.isArray(cells)) return fail('has no list "cells"');
  if (!isObject(metadata)) return fail('has no object "metadata"; an empty one, {}, will do');
  if (typeof minor !== "number") return fail('has no number "nbformat_minor"');
  const parsed = cells.map((cell, index) =>
    parseCell(cell, (why) => fail(`has a bad cell ${index + 1}: ${why}`)),
  );
  if (minor >= 5) requireIds(parsed, fail);
  return { ...value, nbformat: 4, nbformat_minor: minor, metadata, cells: parsed };
}

function requireVersion4(version: number, path: string, fail: Fail): void {
  if (version < 4) {
    fail(`is in notebook format ${version}, not 4; convert it with: jupyter nbconvert --to notebook ${path}`);
  }
  if (version !== 4) {
    fail(
      `is in notebook format ${version}, which is newer than the 4 known here; save it as format 4 in Jupyter`,
    );
  }
}

function parseCell(cell: unknown, fail: Fail): Cell {
  if (!isObject(cell)) return fail("it is not an object");
  const { cell_type: type, metadata } = cell;
  if (!isObject(metadata)) return fail('it has no object "metadata"; an empty one, {}, will do');
  const source = joinLines(cell["source"]) ?? fail('its "source" is not a string or a list of strings');
  const common = { ...cell, metadata, source };
  switch (type) {
    case "markdown":
    case "raw":
      return { ...common, cell_type: type, ...attachmentsOf(cell, fail) };
    case "code":
      return { ...common, cell_type: type, ...resultsOf(cell, fail) };
    default:
      return fail(`its "cell_type" is ${JSON.stringify(type)}, not "markdown", "code" or "raw"`);
  }
}

function attachmentsOf(
  cell: JsonObject,
  fail: Fail,
): JsonObject & { attachments?: Record<string, JsonObject> } {
  const attachments = cell["attachments"];
  if (attachments === undefined) return {};
  if (!isObject(attachments)) return fail('its "attachments" are not an object');
  const joined = Object.entries(attachments).map(([name, bundle]) => {
    if (!isObject(bundle)) return fail(`its attachment "${name}" is not an object`);
    return [name, joinBundle(bundle)] as const;
  });
  return { attachments: Object.fromEntries(joined) };
}

function resultsOf(cell: JsonObject, fail: Fail) {
  const { execution_count: count, outputs } = cell;
  if (count !== null && typeof count !== "number") {
    return fail('its "execution_count" is not a number or null');
  }
  if (!Array.isArray(outputs)) return fail('it has no list "outputs"; an empty one, [], will do');
  return {
    execution_count: count,
    outputs: outputs.map((output, index) => parseOutput(output, (why) => fail(`output ${index + 1} ${why}`))),
  };
}

function requireIds(cells: readonly Cell[], fail: Fail): void {
  const seen = new Map<string, number>();
  for (const [index, { id }] of cells.entries()) {
    const number = index + 1;
    if (typeof id !== "string" || !/^[\w-]{1,64}$/.test(id)) {
      fail(`has a bad cell ${number}: format 4.5 wants an "id" of 1 to 64 letters, digits, "-" or "_"`);
    } else if (seen.has(id)) {
      fail(`has the id "${id}" twice, on cells ${seen.get(id)} and ${number}; change one of them`);
    } else {
      seen.set(id, number);
    }
  }
}
