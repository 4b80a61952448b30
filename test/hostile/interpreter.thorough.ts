import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Graders, type Graded } from "../../src/grader/index.ts";
import { isPass } from "../../src/judge/index.ts";
import type { Hostile } from "./harness.ts";
import { escaping } from "./submissions/escaping.ts";
import { impure } from "./submissions/impure.ts";
import { leaving } from "./submissions/leaving.ts";
import { lying } from "./submissions/lying.ts";

/** Where there is no bubblewrap, they deserve the same; an interpreter may say it in other words. */
describe("hostile submissions in QuickJS", () => {
  const hostiles = [...leaving, ...escaping, ...lying, ...impure];
  const graders = new Graders({ isolation: { kind: "quickjs" }, limits: { call: 10_000 } });
  const graded = new Map<Hostile, Graded>();

  beforeAll(async () => {
    await Promise.all(
      hostiles.map(async (hostile) => {
        graded.set(hostile, await graders.grade({ exercise: "acceptor", text: hostile.text, seed: 2005 }));
      }),
    );
  }, 120_000);
  afterAll(() => graders.close());

  it.each(hostiles)("$name", (hostile) => {
    const { verdict } = graded.get(hostile)!;
    if (hostile.deserves === "nothing") expect(verdict.points).toBe(0);
    else expect(verdict.points).toBeGreaterThan(0);
    expect(isPass(verdict)).toBe(hostile.deserves === "everything");
  });
});
