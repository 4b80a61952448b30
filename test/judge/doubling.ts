import { number } from "valibot";
import type { Exercise } from "../../src/judge/exercise.ts";
import {
  anyPort,
  inProcess,
  judge,
  type JudgeOptions,
  type Port,
  type Verdict,
} from "../../src/judge/index.ts";
import type { Question, Subject } from "../../src/judge/subject.ts";

interface Doubling {
  readonly double: (n: number) => number;
}

const port: Port<Doubling, Doubling> = {
  file: "double.ts",
  exports: ["double"],
  calls: { double: ({ double }, n) => double(n) },
  provides: {},
};

const doubles = (
  name: string,
  least: number,
  most: number,
): Exercise<Doubling, Doubling>["cases"][number] => ({
  name,
  points: 2,
  why: "Everybody needs two umbrellas.",
  run(module, random) {
    const n = random.integer(least, most);
    const got = module.double(n);
    return got === 2 * n ? null : { sentence: `Twice ${n} is ${2 * n}, not ${got}.` };
  },
});

/** The smallest exercise there can be, for tests of the judge itself. */
export const doubling: Exercise<Doubling, Doubling> = {
  slug: "doubling",
  port,
  answers: { double: number() },
  cases: [
    doubles("few", 3, 99),
    doubles("more", 100, 9_999),
    doubles("many", 10_000, 999_999),
    doubles("owed", -999_999, -3),
    doubles("very many", 1_000_000, 9_999_999),
  ],
  mutants: [
    { name: "squares", module: { double: (n) => n * n } },
    { name: "adds two", module: { double: (n) => n + 2 } },
    {
      name: "throws at debts",
      module: {
        double(n) {
          if (n < 0) throw new RangeError("no debts");
          return 2 * n;
        },
      },
    },
  ],
  variants: [],
};

/** A solution, and what it was asked. */
export function doubled(
  double: (n: number) => unknown,
  options: Partial<JudgeOptions> = {},
): { readonly verdict: Verdict; readonly asked: readonly Question[] } {
  const asked: Question[] = [];
  const module = inProcess(anyPort(port), { double });
  const subject: Subject = {
    ask(question) {
      asked.push(question);
      return module.ask(question);
    },
  };
  return { verdict: judge(doubling, subject, { seed: 1, ...options }), asked };
}
