import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPass } from "../../src/judge/index.ts";
import { checkedText } from "../../src/study/check.ts";
import { checkFile, type Checked } from "../../src/study/check-exercise.ts";
import { hintsOf } from "../../src/study/hints.ts";
import { layOut, reset } from "../../src/study/stubs.ts";
import { packageRoot } from "../../src/study/package-root.ts";
import { catalogue } from "../../src/judge/index.ts";
import { readFile } from "node:fs/promises";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "study-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function looked(text: string, seconds?: number): Promise<Checked> {
  const file = join(folder, `mine-${text.length}.ts`);
  await writeFile(file, text);
  return checkFile("acceptor", file, seconds === undefined ? {} : { seconds });
}

describe("a look at a learner's file", () => {
  it("says that a right one passes", async () => {
    const checked = await checkFile("acceptor", join(packageRoot, "solutions/acceptor/acceptor.ts"));
    expect(checked.kind === "judged" && isPass(checked.verdict)).toBe(true);
    expect(checkedText(checked)).toMatch(/^The acceptor: 13 of 13 points\. Everything holds\./);
  });

  it("says what is wrong with the stub, and why it matters", async () => {
    const checked = await checkFile("acceptor", join(packageRoot, "exercises/acceptor/acceptor.ts"));
    const text = checkedText(checked, { details: "first" });
    expect(text).toMatch(/Why it matters: .*[a-z]+/);
    expect(text).toContain("No shorter run goes wrong than this one:");
  });

  it("tells the line of a syntax error", async () => {
    const checked = await looked("export function acceptorRole() {\n  return {{;\n}\n");
    expect(checked).toMatchObject({
      kind: "not judged",
      sentence: expect.stringMatching(/does not load: line 2: .+/),
    });
  });

  it("tells what is not exported", async () => {
    const checked = await looked("export const acceptor = 1;\n");
    expect(checked).toMatchObject({
      sentence: "acceptor.ts must export a function acceptorRole; it does not.",
    });
  });

  it("survives a module that ends its process", async () => {
    const checked = await looked('console.log("bye");\nprocess.exit(0);\nexport {};\n');
    expect(checked).toMatchObject({
      kind: "not judged",
      printed: "bye\n",
      sentence: expect.stringContaining("process.exit"),
    });
  });

  it("stops a module that loops for ever", async () => {
    const checked = await looked("while (true);\nexport {};\n", 0.5);
    expect(checked).toMatchObject({
      kind: "not judged",
      sentence: expect.stringContaining("loop that never ends"),
    });
  });
});

describe("exercises on a learner's disk", () => {
  it("are laid out once, and never over what is there", async () => {
    await layOut("ballots", folder);
    const file = join(folder, "ballots/ballots.ts");
    await writeFile(file, "// mine\n");
    await layOut("ballots", folder);
    expect(await readFile(file, "utf8")).toBe("// mine\n");
  });

  it("can be begun again, and every attempt is kept", async () => {
    const file = join(folder, "ballots/ballots.ts");
    expect(await reset("ballots", folder)).toBe("ballots.attempt-1.ts");
    expect(await readFile(file, "utf8")).toContain("TODO");
    expect(await readFile(join(folder, "ballots/ballots.attempt-1.ts"), "utf8")).toBe("// mine\n");
    expect(await reset("ballots", folder)).toBe("ballots.attempt-2.ts");
  });

  it.each(catalogue.map(({ slug }) => slug))("%s has three hints", async (slug) => {
    const hints = await hintsOf(slug);
    expect(hints).toHaveLength(3);
    for (const { text } of hints) expect(text.length).toBeGreaterThan(40);
  });
});
