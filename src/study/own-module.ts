import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { catalogued, isPass } from "../judge/index.ts";
import { checkFile } from "./check-exercise.ts";
import { exercisesFolder, solutionFile } from "./exercise-folder.ts";
import { packageRoot } from "./package-root.ts";
import { isUntouched } from "./stubs.ts";

/** A solution to go on with. */
export interface OwnModule<Module> {
  readonly whose: "yours" | "the reference";
  /** For people: whose it is, and why. */
  readonly sentence: string;
  readonly module: Module;
}

/**
 * Your own solution of an exercise if it passes, and else the reference: a lesson goes on with it either way.
 *
 * @template Module what the exercise's file exports.
 * @throws RangeError if there is no such exercise.
 */
export async function ownModule<Module = object>(slug: string): Promise<OwnModule<Module>> {
  const { title } = catalogued(slug);
  const folder = exercisesFolder();
  const file = folder === null ? null : solutionFile(slug, folder);
  const state = file === null ? "not begun" : await stateOf(slug, file);
  if (file !== null && state === "passes") {
    const sentence = `${title}: your own code from here on.`;
    return { whose: "yours", sentence, module: (await loaded(file)) as Module };
  }
  const because = state === "not begun" ? "yours is not begun yet" : "yours does not pass yet";
  return {
    whose: "the reference",
    sentence: `${title}: ${because}, so this goes on with the reference.`,
    module: (await loaded(join(packageRoot, "solutions", slug, `${slug}.ts`))) as Module,
  };
}

async function stateOf(slug: string, file: string): Promise<"not begun" | "passes" | "does not pass"> {
  if (!existsSync(file) || (await isUntouched(slug, file))) return "not begun";
  const checked = await checkFile(slug, file);
  return checked.kind === "judged" && isPass(checked.verdict) ? "passes" : "does not pass";
}

/** Whatever Node the notebook's kernel runs on: an older one reads no TypeScript. */
async function loaded(file: string): Promise<object> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [theCourseAsItIs],
  });
  const text = outputFiles[0]?.text ?? "";
  return (await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`)) as object;
}

/** What it imports of the course is not bundled: a value has to be of the same class everywhere. */
const theCourseAsItIs: Plugin = {
  name: "the course as it is",
  setup(build) {
    build.onResolve({ filter: /^paxoslab\// }, ({ path }) => ({
      path: import.meta.resolve(path),
      external: true,
    }));
  },
};
