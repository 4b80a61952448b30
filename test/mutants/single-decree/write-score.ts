import { readFile, writeFile } from "node:fs/promises";
import { mutants } from "./bank.ts";
import { pageUrl, withGenerated } from "./page.ts";
import { scoreLine, scoreTable, stormsUntilFound } from "./score.ts";

/** `npm run score`: counts the storms, and writes the mutation score into docs/checker.md. */
const storms = new Map(mutants.map((mutant) => [mutant, stormsUntilFound(mutant)]));
const found = [...storms.values()].filter((runs) => runs !== null).length;
const lines = [scoreLine(found), "", ...scoreTable((mutant) => storms.get(mutant) ?? null)];
await writeFile(pageUrl, withGenerated(await readFile(pageUrl, "utf8"), lines));
console.log(scoreLine(found));
