import { array, looseObject, optional, safeParse, string, union } from "valibot";
import { exerciseCalled, type AnyPort } from "../../judge/index.ts";
import { IntakeProblem } from "./entry.ts";

const schema = looseObject({
  cells: array(
    looseObject({
      cell_type: string(),
      source: union([string(), array(string())]),
      metadata: optional(
        looseObject({
          tags: optional(array(string())),
          nbgrader: optional(looseObject({ grade_id: optional(string()) })),
        }),
      ),
    }),
  ),
});

/** The tag of a cell that holds a solution. */
export const tagOf = (slug: string): string => `exercise:${slug}`;

/**
 * The solution in a notebook: the code of its cells that are tagged with the exercise (or carry its name as nbgrader's grade_id), in their
 * order; null if there is none.
 *
 * @throws IntakeProblem if it is no notebook.
 */
export function solutionIn(slug: string, text: string, name: string): string | null {
  const parsed = safeParse(schema, parseJson(text));
  if (!parsed.success) throw new IntakeProblem(`${name} is not a notebook that Jupyter could open.`);
  const sources = parsed.output.cells
    .filter(({ cell_type, metadata }) => {
      const isMeant = metadata?.tags?.includes(tagOf(slug)) === true || metadata?.nbgrader?.grade_id === slug;
      return cell_type === "code" && isMeant;
    })
    .map(({ source }) => (typeof source === "string" ? source : source.join("")));
  if (sources.length === 0) return null;
  const { port } = exerciseCalled(slug);
  const twice = port.exports.find((wanted) => sources.filter(declares(wanted)).length > 1);
  if (twice !== undefined) {
    throw new IntakeProblem(`${name} declares ${twice} in two cells tagged ${tagOf(slug)}; tag one of them.`);
  }
  return exporting(sources.join("\n\n"), port);
}

const declaration = "(async\\s+)?(function|const|let|var|class)[\\s*]+";

const declares =
  (name: string) =>
  (code: string): boolean =>
    new RegExp(`^(export\\s+)?${declaration}${name}\\b`, "m").test(code);

/** With its declaration, or in a list. */
const isExported = (name: string, code: string): boolean =>
  new RegExp(`^export\\s+${declaration}${name}\\b`, "m").test(code) ||
  new RegExp(`^export\\s*\\{[^}]{0,2000}\\b${name}\\b`, "m").test(code);

/** Cells share what they declare without saying `export`; a module must say it. */
function exporting(code: string, { exports }: AnyPort): string {
  const silent = exports.filter((name) => declares(name)(code) && !isExported(name, code));
  return silent.length === 0 ? code : `${code}\n\nexport { ${silent.join(", ")} };\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
