import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Graders, SandboxError, type Isolation } from "../../src/grader/index.ts";
import { isPass } from "../../src/judge/index.ts";
import { confinedProcesses } from "../hostile/processes.ts";
import { whyNoBubblewrap } from "./bubblewrap.ts";

const root = join(import.meta.dirname, "../..");
const solution = readFileSync(join(root, "solutions/acceptor/acceptor.ts"), "utf8");
const stub = readFileSync(join(root, "exercises/acceptor/acceptor.ts"), "utf8");

const isolations: readonly Isolation[] = [{ kind: "bubblewrap" }, { kind: "quickjs" }];

const whyNot = whyNoBubblewrap();
if (whyNot !== undefined) console.warn(`skipped what needs sandboxes: ${whyNot}`);
const here = isolations.filter(({ kind }) => kind !== "bubblewrap" || whyNot === undefined);

describe.each(here)("behind $kind", (isolation) => {
  const graders = new Graders({ isolation, limits: { call: 300 } });
  afterAll(() => graders.close());

  const grade = (text: string): ReturnType<Graders["grade"]> =>
    graders.grade({ exercise: "acceptor", text, seed: 7 });

  it("gives the reference solution full marks", async () => {
    const graded = await grade(solution);
    expect(graded).toMatchObject({ isolation, verdict: { disqualified: null, seed: 7 } });
    expect(isPass(graded.verdict)).toBe(true);
  });

  it("finds out what is wrong with the stub", async () => {
    const { verdict } = await grade(stub);
    expect(verdict.points).toBeLessThan(verdict.of / 4);
  });

  it("gives marks for onPrepare, though onAccept never ends", async () => {
    const endless = solution.replace("const { promised } = state;", "for (;;);");
    const { verdict } = await grade(endless);
    expect(verdict.points).toBeGreaterThan(0);
    expect(JSON.stringify(verdict)).toContain("onAccept gives no answer within 0.3 seconds");
  });
});

describe.skipIf(whyNot !== undefined)("a sandbox that is taken away", () => {
  it("is nobody's fault, and there is no verdict", async () => {
    const graders = new Graders({ isolation: { kind: "bubblewrap" } });
    const grading = graders.grade({ exercise: "acceptor", text: "for (;;);", seed: 1 });
    const interrupt = setInterval(() => {
      for (const { id, command } of confinedProcesses()) {
        if (command.startsWith("bwrap")) process.kill(id, "SIGINT");
      }
    }, 100);
    await expect(grading).rejects.toThrow(SandboxError);
    clearInterval(interrupt);
    await graders.close();
  });
});
