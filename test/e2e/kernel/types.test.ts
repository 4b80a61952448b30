import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { typed } from "../typed.ts";
import { newSession } from "./session.ts";

it("a type error is shown with its place, and nothing of the cell runs", async () => {
  const { run } = await newSession({ env: typed });
  const { error, traceback, stdout, reply } = await run(
    'console.log("ran");\nconst limit: number = "many";\nlimit.nonsense',
  );
  expect(stdout).toBe("");
  expect(error).toBe("TypeScriptError: Type 'string' is not assignable to type 'number'. (and 1 more)");
  expect(traceback).toContain("In [1]:2:7 TS2322: Type 'string' is not assignable to type 'number'.");
  expect(traceback).toContain('> 2 | const limit: number = "many";\n    |       ^');
  expect(traceback).toContain("In [1]:3:7 TS2339");
  expect(traceback).toContain("2 type errors: the cell was not run.");
  expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError" });
});

it("types flow from cell to cell, and what did not run declares nothing", async () => {
  const { run } = await newSession({ env: typed });
  await run("import { join } from 'node:path'\nlet where = 'here'; interface Place { name: string }");
  expect((await run("const p: Place = { name: join(where) }; p.name")).result).toBe("'here'");
  expect((await run("where = 5")).error).toContain("Type 'number' is not assignable to type 'string'.");
  expect((await run("const n: number = join('a')")).reply.status).toBe("error");
  expect((await run("n")).error).toBe("TypeScriptError: Cannot find name 'n'.");
});

it("what a cell declared before it threw is known", async () => {
  const { run } = await newSession({ env: typed });
  expect((await run("const before: string = 'kept'; throw new Error('stop'); const after = 1;")).error).toBe(
    "Error: stop",
  );
  expect((await run("before.length")).result).toBe("4");
});

it("the same cell can run again and again, and change what it declares", async () => {
  const { run } = await newSession({ env: typed });
  for (const value of ["1", "2", "'text'"]) {
    const cell = `interface I { v: typeof x }; const x = ${value}; class A { private i: I = { v: x } }`;
    expect((await run(cell)).error).toBeUndefined();
  }
  expect((await run("x.length")).result).toBe("4");
});

it("a function may call one defined in a later cell; it is mentioned that it is not there yet", async () => {
  const { run } = await newSession({ env: typed });
  const early = await run("function isEven(n: number): boolean { return n === 0 || isOdd(n - 1) }");
  expect(early.error).toBeUndefined();
  expect(early.stderr).toContain("Cannot find name 'isOdd'.");
  await run("function isOdd(n: number): boolean { return n !== 0 && isEven(n - 1) }");
  expect((await run("isEven(10)")).result).toBe("true");
});

it("%types says what becomes of cells with errors, from its cell on", async () => {
  const { run } = await newSession({ env: typed });
  const wrong = "const n: number = 'one'; console.log(n)";
  const warned = await run(`%types warn\n${wrong}`);
  expect(warned.stdout).toBe("one\n");
  expect(warned.stderr).toContain("In [1]:2:7 TS2322");
  expect((await run(wrong)).stdout).toBe("one\n");
  expect((await run("%types off")).reply.status).toBe("ok");
  expect(await run(wrong)).toMatchObject({ stdout: "one\n", stderr: "" });
  expect((await run("%types")).stdout).toBe("%types off\n");
  expect((await run(`%types error\n${wrong}`)).error).toContain("TypeScriptError");
  expect((await run("%types maybe")).error).toBe(
    'MagicError: %types takes one of error, warn, off, not "maybe".',
  );
});

it("the environment sets it for all notebooks", async () => {
  const { run } = await newSession({ env: { PAXOSLAB_KERNEL_TYPES: "off" } });
  expect((await run("const n: number = 'one'; n")).result).toBe("'one'");
});

it("what a frontend asks for silently runs whatever its types", async () => {
  const { run } = await newSession({ env: typed });
  expect((await run("const hidden: number = 'one'", { silent: true })).reply.status).toBe("ok");
  expect((await run("hidden")).result).toBe("'one'");
});

it("an error in an imported module does not block a cell that does not depend on it", async () => {
  const { run, folder } = await newSession({ env: typed });
  await writeFile(
    join(folder, "half.ts"),
    "export const good = 1;\nexport const bad: number = 'a' as never;\nbad.x;\n",
  );
  expect((await run("import { good } from './half.ts'; good + 1")).result).toBe("2");
});

it("a tsconfig.json of the user's is for the user's files", async () => {
  const { run, folder } = await newSession({ env: typed });
  await writeFile(join(folder, "tsconfig.json"), '{ "compilerOptions": { "strict": false, "noLib": true } }');
  expect((await run("function f(x) { return x }")).error).toContain("implicitly has an 'any' type");
  expect((await run("[1].map(String)")).result).toBe("[ '1' ]");
});

it("where the variables are lost, so are their types", async () => {
  const { run } = await newSession({ env: typed });
  await run("const gone = 1");
  await run("process.exit(0)");
  expect((await run("gone")).error).toBe("TypeScriptError: Cannot find name 'gone'.");
});

it("without its checker the kernel goes on, says so once, and has it back soon", async () => {
  const { run, kernel } = await newSession({ env: typed });
  await run("const n: number = 1");
  for (let time = 0; time < 3; time += 1) {
    for (const pid of checkersOf(kernel.pid)) process.kill(pid, "SIGKILL");
    // Either it is back already, or this cell runs unchecked and says so.
    const { result, stderr } = await run("n");
    expect(result).toBe("1");
    expect(stderr).toMatch(/^(The type checker has ended: it was ended by SIGKILL\.\n)?$/);
    expect((await run("n.length")).error).toContain("Property 'length' does not exist");
  }
});

/** The compiler's processes that this kernel has started. */
function checkersOf(pid: number | undefined): readonly number[] {
  const listing = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  return listing
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.includes("--lsp"))
    .map(([child]) => Number(child));
}
