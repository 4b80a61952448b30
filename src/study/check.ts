import { escapeHtml, showsItself } from "../figures/index.ts";
import { catalogued, exerciseCalled, verdictHtml, verdictText, type TextOptions } from "../judge/index.ts";
import { afterAttempt, noteProgress, ProgressError } from "./progress.ts";
import { checkFile, type Checked, type CheckOptions } from "./check-exercise.ts";
import { exercisesFolder, solutionFile } from "./exercise-folder.ts";
import { isUntouched } from "./stubs.ts";

/**
 * Looks at your solution of an exercise: `await check("acceptor")` in a notebook. What comes back shows itself, with a
 * diagram of the shortest run that goes wrong, if one does.
 *
 * @param slug the name of the exercise's folder.
 * @throws RangeError in one sentence if there is no such exercise.
 */
export async function check(slug: string, options: CheckOptions = {}): Promise<Checked> {
  exerciseCalled(catalogued(slug).slug);
  const folder = exercisesFolder();
  const checked =
    folder === null ? noFolder(slug) : await checkFile(slug, solutionFile(slug, folder), options);
  // Whoever runs a whole lesson has not begun all of its exercises.
  if (checked.kind === "judged" && !(await isUntouched(slug, checked.file))) {
    await noteProgress(slug, (before) => afterAttempt(before, checked.verdict, new Date())).catch(
      (error: unknown) => {
        if (!(error instanceof ProgressError)) throw error;
        process.stderr.write(`${error.message}\n`);
      },
    );
  }
  return showsItself(checked, () => ({
    "text/html": checkedHtml(checked),
    "text/plain": checkedText(checked),
  }));
}

/** A sentence and no error: a lesson goes on to its end. */
const noFolder = (slug: string): Checked => ({
  slug,
  file: "",
  printed: "",
  kind: "not judged",
  sentence: `There is no folder "exercises" here or above (${process.cwd()}). Make one with: npx paxoslab learn`,
});

export function checkedText(checked: Checked, options: TextOptions = {}): string {
  const said = checked.printed === "" ? "" : `\n\nIt printed:\n${checked.printed.trimEnd()}`;
  return `${checked.kind === "judged" ? verdictText(checked.verdict, options) : notJudged(checked)}${said}`;
}

function checkedHtml(checked: Checked): string {
  const said =
    checked.printed === ""
      ? ""
      : `<details><summary>It printed</summary><pre>${escapeHtml(checked.printed)}</pre></details>`;
  return `${checked.kind === "judged" ? verdictHtml(checked.verdict, { details: "first" }) : `<p>${escapeHtml(notJudged(checked))}</p>`}${said}`;
}

const notJudged = ({ slug, sentence }: Checked & { readonly kind: "not judged" }): string =>
  `${catalogued(slug).title}: ${sentence}`;
