import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { AcceptorRole } from "../../src/protocols/single-decree/index.ts";
import { ownModule } from "../../src/study/own-module.ts";
import { layOut } from "../../src/study/stubs.ts";
import { packageRoot } from "../../src/study/package-root.ts";

interface Solution {
  acceptorRole(): AcceptorRole<string>;
}

const before = process.cwd();
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "own-module-")));
  file = join(folder, "exercises/acceptor/acceptor.ts");
  // As a kernel does it: notebooks lie beside the exercises.
  await mkdir(join(folder, "notebooks"));
  process.chdir(join(folder, "notebooks"));
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

/** Whether a ballot higher than all seen is promised, and written down first. */
function keepsPromises({ acceptorRole }: Solution): boolean {
  const { initial, onPrepare } = acceptorRole();
  const { effects } = onPrepare(initial, 1, { kind: "prepare", ballot: { round: 1, node: 1 } });
  return effects.map(({ kind }) => kind).join() === "persist,send";
}

it("goes on with the learner's own module when it passes", async () => {
  await layOut("acceptor", join(folder, "exercises"));
  const reference = join(packageRoot, "solutions/acceptor/acceptor.ts");
  await writeFile(file, `${await readFile(reference, "utf8")}\nexport const author = "a learner";\n`);
  const { whose, sentence, module } = await ownModule<Solution>("acceptor");
  expect({ whose, sentence }).toEqual({
    whose: "yours",
    sentence: "The acceptor: your own code from here on.",
  });
  expect(module).toHaveProperty("author", "a learner");
  expect(keepsPromises(module)).toBe(true);
});

it("goes on with the reference when the learner's does not pass", async () => {
  await cp(join(packageRoot, "exercises/acceptor"), join(folder, "exercises/acceptor"), { recursive: true });
  await writeFile(file, (await readFile(file, "utf8")).replace("TODO", "tomorrow"));
  const { whose, sentence, module } = await ownModule<Solution>("acceptor");
  expect({ whose, sentence }).toEqual({
    whose: "the reference",
    sentence: "The acceptor: yours does not pass yet, so this goes on with the reference.",
  });
  expect(keepsPromises(module)).toBe(true);
});

it("goes on with the reference where nobody has begun", async () => {
  const { whose, module } = await ownModule<Solution>("acceptor");
  expect(whose).toBe("the reference");
  expect(keepsPromises(module)).toBe(true);
});

it("tells which exercises there are when asked for another", async () => {
  await expect(ownModule("accepter")).rejects.toThrow(
    /^There is no exercise "accepter"\. There are: ballots,/,
  );
});
