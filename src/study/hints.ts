import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "./package-root.ts";

export interface Hint {
  readonly title: string;
  readonly text: string;
}

/** The hints of an exercise's README, the gentlest first. */
export async function hintsOf(slug: string): Promise<readonly Hint[]> {
  return hintsIn(await readFile(join(packageRoot, "exercises", slug, "README.md"), "utf8"));
}

export function hintsIn(markdown: string): readonly Hint[] {
  const folded = /<details><summary>(?<title>.*?)<\/summary>(?<text>.*?)<\/details>/gs;
  return [...markdown.matchAll(folded)].map(({ groups }) => ({
    title: groups!["title"]!.trim(),
    text: unfolded(groups!["text"]!.trim()),
  }));
}

/** Each paragraph in one line, for whoever shows it to fold at a width of their own; code stays as it is. */
function unfolded(markdown: string): string {
  const parts = markdown.split(/(```.*?```)/s);
  return parts
    .map((part) => (part.startsWith("```") ? part : part.replace(/(?<=\S)\n(?!\s|[-*>|#] |\d+\. )/g, " ")))
    .join("");
}
