import { exercises } from "../../src/judge/index.ts";
import { examine, type Examined } from "./bank.ts";

/** `npm run exercises`: what the judge's cases are worth, as a table; exit code 1 if anything is judged wrongly. */
const rows: Examined[] = [];
for (const exercise of exercises) rows.push(await examine(exercise, 1 + rows.length));

const sum = (of: (row: Examined) => number): number => rows.reduce((total, row) => total + of(row), 0);
const [caught, wrong] = [sum((row) => row.wrong.caught), sum((row) => row.wrong.of)];

console.table(
  rows.map(({ slug, cases, points, questions, milliseconds, right, wrong }) => ({
    exercise: slug,
    cases,
    points,
    questions,
    "ms, in process": Math.round(milliseconds),
    "right ones passed": `${right.passed} of ${right.of}`,
    "wrong ones caught": `${wrong.caught} of ${wrong.of}`,
  })),
);
console.log(`Mutation score: ${caught} of ${wrong} (${((100 * caught) / wrong).toFixed(1)} %).`);

const mistakes = rows.flatMap((row) => row.mistakes);
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exitCode = 1;
