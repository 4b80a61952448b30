import { escapeHtml, showsItself } from "../figures/index.ts";
import { catalogued, exerciseCalled, verdictHtml, verdictText, type TextOptions } from "../judge/index.ts";
import { afterAttempt, noteProgress } from "./progress.ts";
import { checkFile, type Checked, type CheckOptions } from "./check-exercise.ts";
import { exercisesFolder, solutionFile } from "./exercise-folder.ts";

/**
 * Looks at your solution of an exercise: `await check("acceptor")` in a notebook. What comes back shows itself, with a
 * diagram of the shortest run that goes wrong, if one does.
 *
 * @param slug the name of the exercise's folder.
 * @throws RangeError in one sentence if there is no such exercise, or no folder of exercises here or above.
 */
export async function check(slug: string, options: CheckOptions = {}): Promise<Checked> {
  exerciseCalled(catalogued(slug).slug);
  const folder = exercisesFolder();
  if (folder === null) {
    throw new RangeError(
      `There is no folder "exercises" here or above (${process.cwd()}). Make one with: npx paxoslab learn`,
    );
  }
  const checked = await checkFile(slug, solutionFile(slug, folder), options);
  if (checked.kind === "judged") {
    await noteProgress(slug, (before) => afterAttempt(before, checked.verdict, new Date()));
  }
  return showsItself(checked, () => ({
    "text/html": checkedHtml(checked),
    "text/plain": checkedText(checked),
  }));
}

export function checkedText(checked: Checked, options: TextOptions = {}): string {
  const said = checked.printed === "" ? "" : `\n\nIt printed:\n${checked.printed.trimEnd()}`;
  return `${checked.kind === "judged" ? verdictText(checked.verdict, options) : notJudged(checked)}${said}`;
}

function checkedHtml(checked: Checked): string {
  const said =
    checked.printed === ""
      ? ""
      : `<details><summary>It printed</summary><pre>${escapeHtml(checked.printed)}</pre></details>`;
  return `${checked.kind === "judged" ? verdictHtml(checked.verdict) : `<p>${escapeHtml(notJudged(checked))}</p>`}${said}`;
}

const notJudged = ({ slug, sentence }: Checked & { readonly kind: "not judged" }): string =>
  `${catalogued(slug).title}: ${sentence}`;
