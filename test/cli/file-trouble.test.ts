import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fileTrouble } from "../../src/cli/file-trouble.ts";

const troubleOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => "none", fileTrouble);

it("says in words what the file system refuses", async () => {
  expect(await troubleOf(readFile(join(tmpdir(), "no-such-folder-at-all/x")))).toBe(
    "there is no such file or folder",
  );
  expect(await troubleOf(readFile(tmpdir()))).toBe("it is a folder");
  expect(await troubleOf(writeFile(join(import.meta.filename, "x"), ""))).toBe(
    "a part of its path is a file and no folder",
  );
});

it("gives the message of what it does not know", () => {
  expect(fileTrouble(new Error("The dog ate it."))).toBe("The dog ate it.");
});
