import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Graders, type Graded } from "../../src/grader/index.ts";
import { exerciseScript } from "../../src/grader/inside/bundle.ts";
import { exercises } from "../../src/judge/index.ts";
import { whyNoBubblewrap } from "./bubblewrap.ts";

const whyNot = whyNoBubblewrap();
const title = `reference solutions in the sandbox${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`;

describe.skipIf(whyNot !== undefined)(title, () => {
  const graded = new Map<string, Graded>();

  beforeAll(async () => {
    const graders = new Graders({ isolation: { kind: "bubblewrap" }, jobs: 2, limits: { call: 10_000 } });
    await Promise.all(
      exercises.map(async ({ slug, port }) => {
        const text = readFileSync(join(import.meta.dirname, "../../solutions", slug, port.file), "utf8");
        graded.set(slug, await graders.grade({ exercise: slug, text, seed: 26 }));
      }),
    );
    await graders.close();
  }, 120_000);

  it.each(exercises)("$slug: full marks", ({ slug }) => {
    const { verdict } = graded.get(slug)!;
    expect(verdict.disqualified).toBeNull();
    expect(verdict.cases.filter(({ outcome }) => outcome.kind !== "passed")).toEqual([]);
  });
});

describe("what runs beside a submission", () => {
  it.each(exercises)("$slug: knows nothing of what is hidden", async (exercise) => {
    const script = await exerciseScript(exercise);
    for (const { name } of [...exercise.cases, ...exercise.mutants]) expect(script).not.toContain(name);
    expect(script).not.toContain("node:");
  });
});
