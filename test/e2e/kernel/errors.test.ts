import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sharedSession, type Ran } from "./session.ts";

const session = sharedSession();
const { run } = session;

const framesOf = ({ traceback }: Ran): readonly string[] =>
  traceback.split("\n").filter((line) => line.startsWith("    at "));

/** How tracebacks call the cell. */
const labelOf = ({ reply }: Ran): string => `In [${reply.execution_count}]`;

it("an error names cell, line and column as typed, without our own frames", async () => {
  const ran = await run(
    `interface Shape { sides: number }\n\nfunction fail(shape: Shape): never {\n  throw new RangeError("bad " + shape.sides);\n}\nfail({ sides: 3 });`,
  );
  expect(ran.error).toBe("RangeError: bad 3");
  expect(ran.reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "bad 3" });
  expect(ran.traceback).toContain(`> 4 |   throw new RangeError("bad " + shape.sides);`);
  expect(framesOf(ran)).toEqual([`    at fail (${labelOf(ran)}:4:9)`, `    at ${labelOf(ran)}:6:1`]);
});

it("in a function of an earlier cell, it shows that cell's source", async () => {
  const first = await run("class Odd extends Error {}\nfunction odd() {\n  throw new Odd('one');\n}");
  const ran = await run("\n  odd()");
  expect(ran.error).toBe("Odd: one");
  expect(ran.traceback).toContain("> 3 |   throw new Odd('one');");
  expect(framesOf(ran)).toEqual([`    at odd (${labelOf(first)}:3:9)`, `    at ${labelOf(ran)}:2:3`]);
  const later = await run("await (async () => { await null;\n odd() })()");
  expect(framesOf(later)).toEqual([
    `    at odd (${labelOf(first)}:3:9)`,
    `    at ${labelOf(later)}:2:2`,
    `    at async ${labelOf(later)}:1:1`,
  ]);
});

it("in a local module, it names that file and its line, also where it had to be compiled", async () => {
  await writeFile(
    join(session.folder, "plain.ts"),
    "export function fail(): never {\n  throw new Error('in');\n}",
  );
  await writeFile(
    join(session.folder, "more.ts"),
    "enum E { A }\n\nexport const more = () => {\n  throw new Error('in ' + E.A);\n}",
  );
  const plain = await run(`import { fail } from "./plain.ts";\nfail();`);
  expect(framesOf(plain)).toEqual(["    at fail (plain.ts:2:9)", `    at ${labelOf(plain)}:2:1`]);
  const more = await run(`import { more } from "./more.ts";\nmore();`);
  expect(framesOf(more)).toEqual(["    at more (more.ts:4:9)", `    at ${labelOf(more)}:2:1`]);
});

it("causes and the errors of an AggregateError are shown with their places", async () => {
  const caused = await run("throw new Error('outer', {\n  cause: new TypeError('inner') })");
  expect(caused.traceback).toMatch(/\[cause\]: TypeError: inner\n +at In \[\d+\]:2:10/);
  const several = await run(
    "await Promise.any([Promise.reject(new Error('p1')),\n Promise.reject(new Error('p2'))])",
  );
  expect(several.error).toBe("AggregateError: All promises were rejected");
  expect(several.traceback).toMatch(/\[errors\]: \[\n +Error: p1\n +at In \[\d+\]:1:35,\n +Error: p2/);
});

it.each([
  ["throw { code: 7 }", "Thrown: { code: 7 }"],
  ["throw 'text'", "Thrown: 'text'"],
  ["throw null", "Thrown: null"],
  ["throw undefined", "Thrown: undefined"],
  ["await Promise.reject(new TypeError('no'))", "TypeError: no"],
  [
    "throw { name: 1, message: 2, get stack() { throw 'its own' } }",
    "Thrown: It cannot be shown, for that throws its own.",
  ],
  ["const f = () => f(); f()", "RangeError: Maximum call stack size exceeded"],
])("whatever is thrown is shown: %s", async (code, error) => {
  expect((await run(code)).error).toBe(error);
});

it("a syntax error is shown and nothing of the cell runs", async () => {
  const { error, traceback, stdout } = await run("console.log('ran');\nconst = 4;");
  expect(error).toMatch(/^SyntaxError: /);
  expect(traceback).toContain("> 2 | const = 4;");
  expect(stdout).toBe("");
});

it("errors that nobody catches are shown by the cell they are from, and are not fatal", async () => {
  const { kernel } = session;
  const heard: { readonly by: unknown; readonly text: string }[] = [];
  const stop = kernel.onMessage((_, { parent_header: parent, content }) => {
    if (content["name"] === "stderr") heard.push({ by: parent.msg_id, text: String(content["text"]) });
  });
  await run("let kept = 1");
  const timer = kernel.execute("setTimeout(() => {\n  throw new Error('in a timer') }, 20)");
  const promise = kernel.execute("void Promise.reject(new Error('in a promise'))");
  await Promise.all([timer.reply, promise.reply]);
  expect((await run("await new Promise((resolve) => setTimeout(resolve, 80))")).stderr).toBe("");
  stop();
  const textBy = (id: string): string =>
    heard
      .filter(({ by }) => by === id)
      .map(({ text }) => text)
      .join("");
  expect(textBy(timer.id)).toMatch(
    /Uncaught Error: in a timer\n {4}at Timeout\.<anonymous> \(In \[\d+\]:2:9\)/,
  );
  expect(textBy(promise.id)).toContain("Uncaught Error: in a promise");
  expect((await run("kept")).result).toBe("1");
});
