import { createWriteStream } from "node:fs";
import { cp, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const course = join(import.meta.dirname, "../../..");

export const fromCourse = (path: string): string => join(course, path);

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "paxoslab-grade-"));

/** A name that a page must not take for markup, nor a table for a formula. */
export const crooked = `=1+1"><img src=x onerror="window.hacked=1">\n🦊 O'Hara`;

/** A class that hands in `ballots` in every way there is, rightly and wrongly; and something else. */
export async function newClass(): Promise<string> {
  const folder = await newFolder();
  const right = fromCourse("solutions/ballots/ballots.ts");
  const stub = fromCourse("exercises/ballots/ballots.ts");
  const handIn = async (student: string, path: string, from: string): Promise<void> => {
    await mkdir(dirname(join(folder, student, path)), { recursive: true });
    await cp(from, join(folder, student, path));
  };
  await handIn("Asha", "ballots.ts", right);
  await handIn("Bela", "exercises/ballots/ballots.ts", stub);
  await handIn(crooked, "ballots.ts", stub);
  for (const nth of [1, 2, 3, 4]) await handIn(`Student ${nth}`, "ballots/ballots.ts", right);
  await mkdir(join(folder, "Nobody"));
  await writeFile(join(folder, "Nobody", "essay.txt"), "On ballots.");
  const zip = new ZipFile();
  zip.addFile(right, "Chandra/ballots.ts");
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(join(folder, "Chandra.zip")));
  await writeFile(join(folder, "Damaged.zip"), "this is no archive");
  return folder;
}
