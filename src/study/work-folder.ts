import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import envPaths from "env-paths";
import { packageRoot } from "./package-root.ts";

/** Where the learner's copies go unless told otherwise: beside the lessons in a clone, else in the user's data. PAXOSLAB_WORK names another. */
export function defaultWorkFolder(): string {
  const chosen = process.env["PAXOSLAB_WORK"];
  if (chosen !== undefined && chosen !== "") return resolve(chosen);
  const isClone = existsSync(join(packageRoot, ".git"));
  return isClone ? join(packageRoot, "work") : join(envPaths("paxoslab", { suffix: "" }).data, "work");
}
