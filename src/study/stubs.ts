import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { solutionFile } from "./exercise-folder.ts";
import { packageRoot } from "./package-root.ts";

/** What a build has put aside: in a clone the learner writes over the stubs themselves. */
export const pristine = join(packageRoot, "dist/exercises");

/** The folder of an exercise as it was handed out. */
function handedOut(slug: string): string {
  const aside = join(pristine, slug);
  return existsSync(aside) ? aside : join(packageRoot, "exercises", slug);
}

/** Lays out an exercise in the learner's folder, if it is not there yet. */
export async function layOut(slug: string, exercises: string): Promise<void> {
  if (existsSync(solutionFile(slug, exercises))) return;
  await mkdir(exercises, { recursive: true });
  await cp(handedOut(slug), join(exercises, slug), { recursive: true, force: false });
}

/** Whether nobody has written anything yet. Without a build there is nothing to compare with, and it may be anything. */
export async function isUntouched(slug: string, file: string): Promise<boolean> {
  const stub = join(pristine, slug, `${slug}.ts`);
  return existsSync(stub) && (await readFile(stub, "utf8")) === (await readFile(file, "utf8"));
}

/** Begins again with the stub, and keeps what was there beside it. @returns the name of the file kept. */
export async function reset(slug: string, exercises: string): Promise<string> {
  const file = solutionFile(slug, exercises);
  const kept = await freeName(file);
  await copyFile(file, kept);
  await writeFile(file, await readFile(join(handedOut(slug), `${slug}.ts`), "utf8"));
  return basename(kept);
}

/** `acceptor.attempt-1.ts`, `acceptor.attempt-2.ts`, … */
async function freeName(file: string): Promise<string> {
  const taken = new Set(await readdir(dirname(file)));
  const stem = basename(file, ".ts");
  for (let nth = 1; ; nth++) {
    const name = `${stem}.attempt-${nth}.ts`;
    if (!taken.has(name)) return join(dirname(file), name);
  }
}

/** The reference, with its comment why it is right. */
export function solutionText(slug: string): Promise<string> {
  return readFile(join(packageRoot, "solutions", slug, `${slug}.ts`), "utf8");
}
