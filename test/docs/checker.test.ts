import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { load } from "../../src/cli/verify/subject.ts";
import { verifyExitCode } from "../../src/cli/verify.ts";
import type { Vocabulary } from "../../src/core/index.ts";
import { check, families, type Verdict } from "../../src/verify/index.ts";

const page = await readFile(new URL("../../docs/checker.md", import.meta.url), "utf8");

/** The model of one's own, as the page prints it. */
const example = /```ts\n(?<code>.*?)```/s.exec(page)!.groups!["code"]!;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "checker-page-"));
});
afterAll(async () => rm(folder, { recursive: true }));

async function verify(name: string, code: string): Promise<Verdict<Vocabulary>> {
  const path = join(folder, name);
  await writeFile(path, code);
  const subject = await load({ kind: "file", path });
  if (subject.kind !== "protocol") throw new Error("A file holds a protocol.");
  return check(subject.model);
}

describe("the example of docs/checker.md", () => {
  it("is broken as the page says, in as many steps", async () => {
    const { outcome, counterexample } = await verify("my-lock.ts", example);
    expect(outcome).toEqual({ kind: "violated", property: "one holder" });
    expect(page).toContain(`after ${counterexample?.script.length} steps, two holders`);
  });

  it("holds once the line with `persist` lives", async () => {
    const mended = example.replace('// { kind: "persist"', '{ kind: "persist"');
    expect(mended).not.toBe(example);
    const { outcome, vacuous } = await verify("mended-lock.ts", mended);
    expect(outcome).toEqual({ kind: "held" });
    expect(vacuous).toEqual([]);
  });
});

it("docs/checker.md names the exit codes that there are", () => {
  const { ok, violated, boundReached, badUsage, file, brokenStep, interrupted } = verifyExitCode;
  expect(page).toMatch(new RegExp(`\\| held \\| ${ok} \\|`));
  expect(page).toMatch(new RegExp(`\\| violated \\| ${violated} \\|`));
  expect(page).toMatch(new RegExp(`\\| bound reached \\| ${boundReached} \\|`));
  for (const [code, meaning] of [
    [badUsage, "bad usage"],
    [file, "a file is missing"],
    [brokenStep, "the protocol's code breaks its contract"],
    [interrupted, "interrupted"],
  ] as const) {
    expect(page.replaceAll("\n", " ")).toContain(`${code} ${meaning}`);
  }
});

it("docs/checker.md tells of every protocol that goes by a name, in the order of the help", () => {
  const rows = [...page.matchAll(/^\| `(?<name>[\w-]+)` \|.*\| (?:held|violated) \|$/gm)];
  expect(rows.map(({ groups }) => groups!["name"])).toEqual(families.map(({ name }) => name));
});
