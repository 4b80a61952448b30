import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { packageRoot } from "../../../src/study/package-root.ts";
import { newSession } from "./session.ts";

it("the judge's verdict shows itself in a cell, with the run that goes wrong as a figure", async () => {
  const folder = await mkdtemp(join(tmpdir(), "exercises-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(packageRoot, "exercises/learner"), join(folder, "exercises/learner"), { recursive: true });
  const session = await newSession({ cwd: folder });
  // The sources: they are what is tested here, not an old build.
  const study = JSON.stringify(join(packageRoot, "src/study/index.ts"));
  const { messages, error } = await session.run(`import { check } from ${study};\nawait check("learner")`);
  expect(error).toBeUndefined();
  const shown = messages.find(({ header }) => header.msg_type === "execute_result");
  const data = shown?.content["data"] as Readonly<Record<string, string>>;
  expect(data["text/html"]).toMatch(
    /^<div class="paxoslab-judged" data-passed="false">.*The learner: \d+ of \d+ points;/,
  );
  expect(data["text/html"]).toContain("<svg");
  expect(data["text/plain"]).toContain("No shorter run goes wrong than this one:");
});
