import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  anyPort,
  inProcess,
  isPass,
  judge,
  Misbehaviour,
  seedFor,
  type Verdict,
} from "../../src/judge/index.ts";
import { doubled, doubling } from "./doubling.ts";

const right = (n: number): number => n + n;

const kinds = ({ cases }: Verdict): readonly string[] => cases.map(({ outcome }) => outcome.kind);

const refuse = (): never => {
  throw new Error("not today");
};

describe("a verdict", () => {
  it("gives full points to what is right, and asks each question once and a second time at the end", () => {
    const { verdict, asked } = doubled(right);
    expect(verdict).toMatchObject({
      points: 10,
      of: 10,
      disqualified: null,
      behavesLike: null,
      questions: 5,
    });
    expect(isPass(verdict)).toBe(true);
    expect(asked).toHaveLength(10);
  });

  it("gives points by case, and says what is wrong", () => {
    const { verdict } = doubled((n) => (n < 10_000 ? 2 * n : 2 * n + 1));
    expect(verdict.points).toBe(6);
    expect(kinds(verdict)).toEqual(["passed", "passed", "failed", "passed", "failed"]);
    expect(verdict.cases[2]?.outcome).toMatchObject({
      finding: { sentence: expect.stringMatching(/^Twice \d+ is/) },
    });
  });

  it("is the same, byte for byte, for the same solution and seed", () => {
    const solutions = [right, (n: number) => n * n, (n: number) => (n < 0 ? refuse() : 2 * n)];
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...solutions), (seed, solution) => {
        const [once, again] = [doubled(solution, { seed }), doubled(solution, { seed })];
        expect(JSON.stringify(once.verdict)).toBe(JSON.stringify(again.verdict));
      }),
    );
  });

  it("rests on questions that nobody with another seed is asked", () => {
    const many = fc.uniqueArray(fc.nat(1_000_000), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(many, (seeds) => {
        const [one, other] = seeds.map((seed) => JSON.stringify(doubled(right, { seed }).asked));
        expect(one).not.toBe(other);
      }),
    );
  });

  it("comes of a bug of ours only by letting it through", () => {
    const broken = { ...doubling.cases[0]!, run: refuse };
    const subject = inProcess(anyPort(doubling.port), { double: right });
    expect(() => judge({ ...doubling, cases: [broken] }, subject, { seed: 1 })).toThrow("not today");
  });
});

describe("patience", () => {
  it("ends after three cases without an answer", () => {
    const { verdict, asked } = doubled(refuse);
    expect(kinds(verdict)).toEqual(["misbehaved", "misbehaved", "misbehaved", "not run", "not run"]);
    expect(verdict).toMatchObject({ points: 0, disqualified: null });
    expect(asked, "and nothing is asked again").toHaveLength(3);
  });

  it("is as long as is wished", () => {
    expect(kinds(doubled(refuse, { patience: 1 }).verdict)).toEqual([
      "misbehaved",
      ...Array(4).fill("not run"),
    ]);
    expect(kinds(doubled(refuse, { patience: 9 }).verdict)).toEqual(Array(5).fill("misbehaved"));
  });

  it("ends at the first failure for those who only want to know whether it passes", () => {
    const { verdict } = doubled((n) => (n < 100 ? 2 * n : n), { until: "first failure" });
    expect(kinds(verdict)).toEqual(["passed", "failed", "not run", "not run", "not run"]);
  });

  it("is not tried twice by one question", () => {
    const twice = { ...doubling, cases: [doubling.cases[0]!, { ...doubling.cases[0]!, points: 1 }] };
    let calls = 0;
    const double = (): never => {
      calls++;
      return refuse();
    };
    const verdict = judge(twice, inProcess(anyPort(doubling.port), { double }), { seed: 1 });
    expect(kinds(verdict)).toEqual(["misbehaved", "misbehaved"]);
    expect(calls).toBe(1);
  });
});

describe("disqualified is", () => {
  it("who answers otherwise when asked again", () => {
    let calls = 0;
    const { verdict } = doubled((n) => (calls++ < 5 ? 2 * n : 0));
    expect(kinds(verdict), "though everything was right at first").toEqual(Array(5).fill("passed"));
    expect(verdict).toMatchObject({
      points: 0,
      disqualified: { kind: "answers differently when asked again" },
      behavesLike: null,
    });
  });

  it("who does not answer when asked again", () => {
    let calls = 0;
    const { verdict } = doubled((n) => (calls++ < 5 ? 2 * n : refuse()));
    expect(verdict.points).toBe(0);
    expect(verdict.disqualified?.sentence).toBe(
      "Asked again, it misbehaves: double throws: Error: not today",
    );
  });

  it("who says something that is no answer, at once", () => {
    const ask = (): never => {
      throw new Misbehaviour("breaks the protocol", "It answered before it was asked.");
    };
    const verdict = judge(doubling, { ask }, { seed: 1 });
    expect(kinds(verdict)).toEqual(["misbehaved", ...Array(4).fill("not run")]);
    expect(verdict).toMatchObject({ points: 0, disqualified: { kind: "breaks the protocol" } });
  });
});

describe("what stands in for an answer is told in words", () => {
  const first = (double: (n: number) => unknown): string => {
    const outcome = doubled(double).verdict.cases[0]?.outcome;
    return outcome?.kind === "misbehaved" ? outcome.fault.sentence : "nothing";
  };

  it.each<readonly [what: string, answer: (n: number) => unknown, sentence: RegExp]>([
    ["another shape", () => "two", /^double answers “two”: expected number, received "two"/],
    ["no number", () => NaN, /^What double answers has NaN at the top/],
    ["a promise", () => Promise.resolve(2), /^What double answers is a promise; answers are given at once/],
    ["an error", refuse, /^double throws: Error: not today$/],
    [
      "a string that is thrown",
      () => {
        throw "a brick";
      },
      /^double throws: not an Error, but string$/,
    ],
    [
      "an error that bites",
      () => {
        throw Object.defineProperty(new Error("x"), "message", { get: refuse });
      },
      /^double throws: something that throws when it is looked at$/,
    ],
    [
      "a proxy that bites",
      () => new Proxy({}, { ownKeys: refuse }),
      /does not let itself be read \(Error: not today\)/,
    ],
  ])("%s", (_, answer, sentence) => {
    expect(first(answer)).toMatch(sentence);
  });

  it("an argument that is changed in place", () => {
    const port = {
      ...doubling.port,
      calls: { double: ({ double }: { double: (list: unknown) => unknown }, list: unknown) => double(list) },
    };
    const subject = inProcess(anyPort(port as never), { double: (list: number[]) => list.push(1) });
    expect(() => subject.ask({ call: "double", args: [[1, 2]] })).toThrow(
      /^double changes an argument in place/,
    );
  });
});

describe("likeness", () => {
  it.each(doubling.mutants)("names the wrong idea: $name", ({ name, module }) => {
    expect(doubled(module.double).verdict.behavesLike).toBe(name);
  });

  it("names one that answers most questions alike and fails in the same cases", () => {
    expect(doubled((n) => (n > 1_000_000 ? 0 : n + 2)).verdict.behavesLike).toBe("adds two");
  });

  it("names none for one that is wrong in a way of its own", () => {
    expect(doubled((n) => 7 * n - 3).verdict.behavesLike).toBeNull();
  });

  it("takes silence for silence, whatever is said about it", () => {
    const silent = (n: number): number => (n < 0 ? refuse() : 2 * n);
    expect(doubled(silent).verdict).toMatchObject({ points: 8, behavesLike: "throws at debts" });
  });
});

describe("seeds", () => {
  it("are told apart by every name", () => {
    const purposes = fc.uniqueArray(fc.array(fc.string(), { maxLength: 3 }), {
      minLength: 2,
      maxLength: 2,
      selector: (names) => JSON.stringify(names),
    });
    fc.assert(
      fc.property(fc.integer(), purposes, (seed, [one = [], other = []]) => {
        expect(seedFor(seed, ...one)).not.toBe(seedFor(seed, ...other));
      }),
      { seed: 7 },
    );
    expect(seedFor(1, "a", "b")).not.toBe(seedFor(1, "ab"));
  });
});
