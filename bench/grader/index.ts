import { isDeepStrictEqual } from "node:util";
import { Graders, type Isolation } from "../../src/grader/index.ts";
import type { StartChild } from "../../src/grader/linux/child.ts";
import { seedFor, type Verdict } from "../../src/judge/index.ts";
import { right } from "../../test/hostile/harness.ts";
import { formatSeconds, median } from "../measure.ts";
import { aClass } from "./class.ts";
import { startOf } from "./starts.ts";

const isolation: Isolation = { kind: "bubblewrap" };
const rounds = 40;
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

/** What the walls cost, and how long a class takes. Wall time: much of it is spent in other processes. */
export async function grader(): Promise<void> {
  await starts();
  await submissions();
  const [one, two] = [await wholeClass(1), await wholeClass(2)];
  console.log(`the same verdicts with one job and with two: ${isDeepStrictEqual(one, two) ? "yes" : "NO"}`);
}

/** From nothing to a process that waits for its submission. */
async function starts(): Promise<void> {
  const times = { bare: [] as number[], bubblewrap: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const walls of ["bare", "bubblewrap"] as const) times[walls].push(await startOf(walls));
  }
  compare("start of a process", times);
}

/** A right submission, from its text to its verdict, by graders that have warmed up. */
async function submissions(): Promise<void> {
  const walls = { bare: new Graders({ isolation, walls: "bare" }), bubblewrap: new Graders({ isolation }) };
  const times = { bare: [] as number[], bubblewrap: [] as number[] };
  for (let round = 0; round < rounds + 5; round++) {
    for (const kind of ["bare", "bubblewrap"] as const) {
      const { took } = await walls[kind].grade({ exercise: "acceptor", text: right, seed: round });
      if (round >= 5) times[kind].push(took / 1_000);
    }
  }
  await walls.bare.close();
  await walls.bubblewrap.close();
  compare("a right submission", times);
}

/** Each round by itself, so that what else the machine does slows both alike. */
function compare(
  what: string,
  { bare, bubblewrap }: Readonly<Record<StartChild["walls"], readonly number[]>>,
): void {
  const cost = median(bubblewrap.map((seconds, round) => seconds - bare[round]!));
  console.log(
    `${what}: bare ${formatSeconds(median(bare))}, behind bubblewrap ${formatSeconds(median(bubblewrap))}; ` +
      `the walls cost ${(cost * 1_000).toFixed(1)} ms (goal 15)`,
  );
}

async function wholeClass(jobs: number): Promise<readonly Verdict[]> {
  const handedIn = aClass();
  const graders = new Graders({ isolation, jobs });
  const began = performance.now();
  const sizes: number[] = [];
  const verdicts = await Promise.all(
    handedIn.map(async ({ text }, nth) => {
      const { verdict } = await graders.grade({
        exercise: "acceptor",
        text,
        seed: seedFor(2005, String(nth)),
      });
      sizes.push(process.memoryUsage.rss());
      return verdict;
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  await graders.close();
  const quarter = Math.floor(sizes.length / 4);
  console.log(
    `${handedIn.length} submissions, ${jobs} ${jobs === 1 ? "job" : "jobs"}: ${formatSeconds(seconds)} (goal 180 s with two), ` +
      `memory after each quarter ${[1, 2, 3, 4].map((nth) => megabytes(sizes[nth * quarter - 1]!)).join(", ")}`,
  );
  return verdicts;
}
