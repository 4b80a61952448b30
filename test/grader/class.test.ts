import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { summaries } from "../../src/grader/class/summary.ts";
import {
  gradeClass,
  Graders,
  Ledger,
  mergeReports,
  SandboxError,
  withoutUntouched,
  type ClassOptions,
  type ClassReport,
  type Graded,
  type Submission,
} from "../../src/grader/index.ts";

const course = join(import.meta.dirname, "../..");
const isolation = { kind: "quickjs" } as const;

/** The real graders, and how often they were asked. */
class Counting extends Graders {
  asked = 0;

  override grade(submission: Submission): Promise<Graded> {
    this.asked++;
    if (submission.text.includes("the sandbox breaks down")) throw new SandboxError("It does not start.");
    return super.grade(submission);
  }
}

let root: string;
let submissions: string;
/** What all this class is judged to, and a ledger that knows it. */
let whole: ClassReport;
let judged: Ledger;
const graders = new Counting({ isolation, jobs: 2 });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "class-"));
  submissions = join(root, "submissions");
  const handIn = (student: string, from: string): Promise<void> =>
    cp(join(course, from), join(submissions, student, "ballots.ts"));
  await handIn("Asha", "solutions/ballots/ballots.ts");
  await handIn("Bela", "exercises/ballots/ballots.ts");
  await handIn("Chandra", "exercises/ballots/ballots.ts");
  await mkdir(join(submissions, "Dev"), { recursive: true });
  await mkdir(join(submissions, "Esha"), { recursive: true });
  await writeFile(join(submissions, "Esha/ballots.ts"), "");
  await cp(join(course, "solutions/quorum/quorum.ts"), join(submissions, "Esha/quorum.ts"));
  const path = join(root, "judged.jsonl");
  const ledger = await Ledger.open(path);
  whole = await grade({ ledger });
  await ledger.close();
  judged = await Ledger.open(path);
});
afterAll(async () => {
  await judged.close();
  await graders.close();
  await rm(root, { recursive: true, force: true });
});

async function grade(options: Partial<ClassOptions> = {}): Promise<ClassReport> {
  return gradeClass({
    paths: [submissions],
    exercises: ["ballots", "quorum"],
    seed: 7,
    graders,
    isolation,
    jobs: 2,
    ledger: await Ledger.open(null),
    ...options,
  });
}

const kinds = ({ grades }: ClassReport): readonly string[] =>
  grades.map(({ student, exercise, result }) => `${student} ${exercise}: ${result.kind}`);

describe("a class", () => {
  it("has a grade for everybody and everything, in order", () => {
    expect(kinds(whole)).toEqual([
      "Asha ballots: judged",
      "Asha quorum: not handed in",
      "Bela ballots: judged",
      "Bela quorum: not handed in",
      "Chandra ballots: judged",
      "Chandra quorum: not handed in",
      "Dev ballots: not handed in",
      "Dev quorum: not handed in",
      "Esha ballots: not readable",
      "Esha quorum: judged",
    ]);
  });

  it("is graded alike however many are graded at a time", async () => {
    expect(await grade({ jobs: 1 })).toEqual(whole);
  });

  it("is asked other questions each, and others with another seed", async () => {
    const seeds = ({ grades }: ClassReport): readonly number[] =>
      grades.flatMap(({ result }) => (result.kind === "judged" ? [result.verdict.seed] : []));
    const all = [...seeds(whole), ...seeds(await grade({ seed: 8 }))];
    expect(new Set(all).size).toBe(8);
  });

  it("goes on where the grader itself fails, and says so", async () => {
    const path = join(root, "broken");
    await mkdir(join(path, "Zoya"), { recursive: true });
    await writeFile(join(path, "Zoya/ballots.ts"), "// the sandbox breaks down");
    const report = await grade({ paths: [submissions, path], ledger: judged });
    expect(report.grades.find(({ student }) => student === "Zoya")?.result).toEqual({
      kind: "not judged",
      sentence: "It does not start.",
    });
    expect(report.grades).toHaveLength(12);
  });

  it("is summed up: who passed, what was hard, which wrong ideas are about", () => {
    const [ballots] = summaries(whole);
    expect(ballots).toMatchObject({ students: 5, passed: 1, notHandedIn: 1 });
    expect(ballots!.distribution.reduce((sum, count) => sum + count, 0)).toBe(4);
    const shares = ballots!.cases.map(({ passed, judged }) => passed / judged);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(ballots!.ideas.flatMap(({ students }) => students)).toEqual(["Bela", "Chandra"]);
  });
});

describe("exercises that nobody handed in", () => {
  it("are left out, though somebody's archive may hold them", async () => {
    const path = join(root, "few");
    await cp(join(course, "solutions/quorum/quorum.ts"), join(path, "Asha/quorum.ts"));
    await writeFile(join(path, "Frank.rar"), "Rar!");
    const report = withoutUntouched(await grade({ paths: [path] }));
    expect(kinds(report)).toEqual(["Asha quorum: judged", "Frank quorum: not readable"]);
  });
});

describe("shards", () => {
  it("are together what the whole is", async () => {
    const shards = [0, 1, 2].map((index) => grade({ shard: { index, count: 3 }, ledger: judged }));
    expect(mergeReports(await Promise.all(shards))).toEqual(whole);
  });

  it("are one report, though one of them has never seen an exercise", async () => {
    const shards = [0, 1].map(async (index) =>
      withoutUntouched(await grade({ shard: { index, count: 2 }, ledger: judged })),
    );
    expect(mergeReports(await Promise.all(shards))).toEqual(whole);
  });

  it("do not belong together with another seed, nor twice", async () => {
    const one = await grade({ shard: { index: 0, count: 2 }, ledger: judged });
    const other = await grade({ shard: { index: 1, count: 2 }, seed: 8 });
    expect(() => mergeReports([one, other])).toThrow(/one is of seed 7, another of seed 8/);
    expect(() => mergeReports([one, one])).toThrow(/Asha is in two of the reports/);
    expect(() => mergeReports([])).toThrow(/no report/);
  });
});

describe("the ledger", () => {
  let count = 0;
  const fresh = (): string => join(root, `ledger-${++count}.jsonl`);

  async function withLedger<T>(path: string, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const ledger = await Ledger.open(path);
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  }

  it("keeps what was judged from being judged again", async () => {
    const path = fresh();
    const first = await withLedger(path, (ledger) => grade({ ledger }));
    const { asked } = graders;
    expect(await withLedger(path, (ledger) => grade({ ledger }))).toEqual(first);
    expect(graders.asked).toBe(asked);
  });

  it("judges again what has changed, and what another seed asks", async () => {
    const path = fresh();
    await withLedger(path, (ledger) => grade({ ledger, exercises: ["quorum"] }));
    const { asked } = graders;
    await withLedger(path, (ledger) => grade({ ledger, exercises: ["quorum"], seed: 8 }));
    expect(graders.asked).toBe(asked + 1);
    expect(await withLedger(path, (ledger) => Promise.resolve(ledger.seed))).toBe(8);
  });

  it("takes no harm from a line that was cut off, nor from what is no line of its own", async () => {
    const path = fresh();
    await withLedger(path, (ledger) => grade({ ledger }));
    const text = await readFile(path, "utf8");
    for (const cut of [24, text.length - 40]) {
      await writeFile(path, `null\n{}\n[1,2]\n["a",{"verdict":4}]\n${text.slice(0, cut)}`);
      expect(await withLedger(path, (ledger) => grade({ ledger }))).toEqual(whole);
    }
    const { asked } = graders;
    expect(await withLedger(path, (ledger) => grade({ ledger }))).toEqual(whole);
    expect(graders.asked).toBe(asked);
  });

  it("holds what was done before an interruption, and nothing of what came after", async () => {
    const path = fresh();
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done === 2) stop.abort();
    };
    const interrupted = withLedger(path, (ledger) =>
      grade({ ledger, jobs: 1, signal: stop.signal, onProgress }),
    );
    await expect(interrupted).rejects.toThrow(/abort/);
    const { asked } = graders;
    await withLedger(path, (ledger) => grade({ ledger }));
    // Asha's and Bela's were done; Chandra's and Esha's were not.
    expect(graders.asked).toBe(asked + 2);
  });
});
