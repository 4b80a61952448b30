import { array, looseObject, optional, safeParse, string, union } from "valibot";
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
 * The code of a notebook's cells that are tagged with the exercise (or carry its name as nbgrader's grade_id), in their
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
  return sources.length === 0 ? null : sources.join("\n\n");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
