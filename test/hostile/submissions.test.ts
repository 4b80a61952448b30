import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Graders, usualLimits, type Graded, type Isolation } from "../../src/grader/index.ts";
import { isPass } from "../../src/judge/index.ts";
import { whyNoBubblewrap } from "../grader/bubblewrap.ts";
import { firstTold, right, type Hostile } from "./harness.ts";
import { confinedProcesses } from "./processes.ts";
import { endless } from "./submissions/endless.ts";
import { escaping } from "./submissions/escaping.ts";
import { importing } from "./submissions/importing.ts";
import { impure } from "./submissions/impure.ts";
import { leaving } from "./submissions/leaving.ts";
import { lying } from "./submissions/lying.ts";
import { memory } from "./submissions/memory.ts";
import { unreadable } from "./submissions/unreadable.ts";

const themes = { leaving, endless, memory, escaping, importing, lying, impure, unreadable };
const isolation: Isolation = { kind: "bubblewrap" };

const whyNot = whyNoBubblewrap();
const title = `hostile submissions${whyNot === undefined ? "" : ` (skipped: ${whyNot})`}`;

describe.skipIf(whyNot !== undefined)(title, () => {
  const patient = new Graders({ isolation, limits: { ...usualLimits, call: 10_000, whole: 60_000 } });
  const short = new Graders({ isolation, limits: { call: 300 } });
  const hurried = new Graders({ isolation, limits: { whole: 2_000 } });
  const small = new Graders({ isolation, limits: { heap: 16, call: 5_000 } });
  const all = [patient, short, hurried, small];

  const gradersFor = ({ exceeds }: Pick<Hostile, "exceeds">): Graders => {
    if (exceeds === undefined) return patient;
    switch (exceeds) {
      case "the time for an answer":
        return short;
      case "the time for all":
        return hurried;
      case "memory":
        return small;
    }
  };

  const grade = (one: Pick<Hostile, "text" | "exceeds">): Promise<Graded> =>
    gradersFor(one).grade({ exercise: "acceptor", text: one.text, seed: 2005 });

  const close = async (): Promise<void> => {
    for (const graders of all) await graders.close();
  };

  const graded = new Map<Hostile, Graded>();
  let before: Graded;

  beforeAll(async () => {
    before = await grade({ text: right });
    const hostiles = Object.values(themes).flat();
    await Promise.all(hostiles.map(async (hostile) => graded.set(hostile, await grade(hostile))));
  }, 120_000);

  afterAll(close);

  describe.each(Object.entries(themes))("%s", (_, hostiles) => {
    it.each(hostiles)("$name", (hostile) => {
      const { verdict } = graded.get(hostile)!;
      const told = firstTold(verdict);
      if (hostile.told === null) expect(told).toBeNull();
      else expect(told).toMatch(hostile.told);
      switch (hostile.deserves) {
        case "nothing":
          return expect(verdict.points).toBe(0);
        case "a part":
          expect(verdict.points).toBeGreaterThan(0);
          return expect(isPass(verdict)).toBe(false);
        case "everything":
          return expect(isPass(verdict)).toBe(true);
      }
    });
  });

  describe("afterwards", () => {
    it("the next one is judged as if nothing had happened", async () => {
      expect((await grade({ text: right })).verdict).toEqual(before.verdict);
    });

    it("no process is left", async () => {
      expect(confinedProcesses().length).toBeGreaterThan(0);
      await close();
      expect(confinedProcesses()).toEqual([]);
    });
  });
});
