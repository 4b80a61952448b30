import { existsSync } from "node:fs";
import { join } from "node:path";
import envPaths from "env-paths";
import { packageRoot } from "./package-root.ts";

/** Where the learner's copies go unless told otherwise: beside the lessons in a clone, else in the user's data. */
export function defaultWorkFolder(): string {
  const isClone = existsSync(join(packageRoot, ".git"));
  return isClone ? join(packageRoot, "work") : join(envPaths("paxoslab", { suffix: "" }).data, "work");
}
