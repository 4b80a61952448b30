import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Driver } from "./driver.ts";
import type { Program } from "./program.ts";

/** Runs cells in a row; what the last one prints, or how one failed. */
async function prints(driver: Driver, ...cells: readonly string[]): Promise<string> {
  let printed = "";
  for (const cell of cells) {
    const { status, stdout } = await driver.run(cell);
    if (status !== "ok") return failures[status];
    printed = stdout.trim();
  }
  return `prints ${printed}`;
}

const failures = {
  error: "refused",
  refused: "refused",
  died: "the kernel dies",
  late: "never ends",
} as const;

/** What TypeScript in cells should mean. */
export const language: readonly Program[] = [
  {
    wish: "A function of an earlier cell sees what a later one assigns to a `let`",
    wanted: "prints 2",
    observe: async (driver) =>
      prints(driver, "let n = 1; const read = () => n;", "n = 2;", "console.log(read())"),
  },
  {
    wish: "A `const` may be declared again by a later cell",
    wanted: "prints 2",
    observe: async (driver) => prints(driver, "const again = 1;", "const again = 2;", "console.log(again)"),
  },
  {
    wish: "Top-level `await` and `for await`",
    wanted: "prints 3",
    observe: async (driver) =>
      prints(
        driver,
        "let sum = 0; for await (const each of [1, Promise.resolve(2)]) sum += each; console.log(await sum)",
      ),
  },
  {
    wish: "`enum`, `namespace`",
    wanted: "prints 2",
    observe: async (driver) =>
      prints(
        driver,
        "enum Phase { Prepare = 1, Accept }\nnamespace Paxos { export const last = Phase.Accept; }\nconsole.log(Paxos.last)",
      ),
  },
  {
    wish: "`using`, of TypeScript 5.2",
    wanted: "prints closed",
    observe: async (driver) =>
      prints(driver, '{ using file = { [Symbol.dispose]() { console.log("closed"); } }; }'),
  },
  {
    wish: "An edited TypeScript file is seen at its next import",
    wanted: "prints 2",
    observe: async (driver) => {
      const path = join(driver.folder, "module.ts");
      const specifier = driver.peer.localModule("module");
      await writeFile(path, "export const value: number = 1;");
      await prints(driver, `import { value } from "${specifier}"; console.log(value)`);
      await writeFile(path, "export const value: number = 1 + 1;");
      return prints(driver, `import { value } from "${specifier}"; console.log(value)`);
    },
  },
];
