import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/judge/index.ts";

/** As a folder lists them. */
const byName = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

describe("the README", () => {
  const rows = [
    ...readme.matchAll(/^\| \[.*?\]\(notebooks\/(?<lesson>[\w-]+)\.ipynb\) \|.*\| (?<exercises>.*) \|$/gm),
  ].map(({ groups }) => ({
    lesson: groups!["lesson"]!,
    exercises: [...groups!["exercises"]!.matchAll(/`([\w-]+)`\]\(exercises\/\1\)/g)].map(([, slug]) => slug),
  }));

  it("lists every lesson there is, in order", () => {
    const notebooks = readdirSync(join(root, "notebooks")).filter((name) => name.endsWith(".ipynb"));
    expect(rows.map(({ lesson }) => `${lesson}.ipynb`)).toEqual(notebooks.toSorted(byName));
  });

  it.each(rows)(
    "names the exercises of lesson $lesson as the catalogue has them",
    ({ lesson, exercises }) => {
      expect(exercises).toEqual(catalogue.filter((entry) => entry.lesson === lesson).map(({ slug }) => slug));
    },
  );

  it("has a row for every folder of src", () => {
    const folders = readdirSync(join(root, "src"), { withFileTypes: true });
    const named = [...readme.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => String(name));
    expect(named.toSorted(byName)).toEqual(
      folders
        .filter((one) => one.isDirectory())
        .map(({ name }) => name)
        .toSorted(byName),
    );
  });
});

describe("the catalogue of exercises", () => {
  it("has a folder, and a solution, for each, and knows no others", () => {
    const slugs = catalogue.map(({ slug }) => slug).toSorted(byName);
    for (const folder of ["exercises", "solutions"]) {
      const folders = readdirSync(join(root, folder), { withFileTypes: true });
      expect(folders.filter((one) => one.isDirectory()).map(({ name }) => name)).toEqual(slugs);
    }
  });

  it("puts every exercise after those it builds on", () => {
    catalogue.forEach(({ slug, after }, place) => {
      for (const earlier of after) {
        expect(
          catalogue.findIndex((entry) => entry.slug === earlier),
          slug,
        ).toBeLessThan(place);
      }
    });
  });
});
