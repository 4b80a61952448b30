import { expect, it } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { newSession } from "./session.ts";

const types = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ header }) => header.msg_type);

it("a cell's last expression is its result", async () => {
  const { run } = await newSession();
  expect((await run("const x: number = 41; x + 1")).result).toBe("42");
  expect((await run("({ a: [1, 'two'] })")).result).toBe("{ a: [ 1, 'two' ] }");
  expect((await run("await Promise.resolve('later')")).result).toBe("'later'");
  expect((await run("10n ** 20n")).result).toBe("100000000000000000000n");
  expect((await run("const y = 1")).result).toBeUndefined();
  expect((await run("undefined")).result).toBeUndefined();
});

it("executions are counted, announced, and silent when asked to be", async () => {
  const { run } = await newSession();
  const first = await run("1");
  expect(first.reply).toMatchObject({ status: "ok", execution_count: 1 });
  expect(types(first.messages)).toEqual(["execute_input", "execute_result"]);
  expect((await run("console.log(2); 2", { silent: true })).messages).toEqual([]);
  expect((await run("3")).reply.execution_count).toBe(2);
});

it("everything declared can be declared again, as anything", async () => {
  const { run } = await newSession();
  const declarations = [
    "const it = 'const'",
    "let it = 'let'",
    "class it { static toString() { return 'class' } }",
    "function it() {}; it.toString = () => 'function'",
    "var it: any = 'var'",
    "enum it { enum }",
    "import { delimiter as it } from 'node:path'",
    "import { sep as it } from 'node:path'",
  ];
  const seen: (string | undefined)[] = [];
  for (const declaration of [...declarations, ...declarations]) {
    await run(declaration);
    seen.push((await run("typeof it === 'object' ? it[0] : String(it).slice(0, 8)")).result);
  }
  const once = ["'const'", "'let'", "'class'", "'function'", "'var'", "'enum'", "':'", "'/'"];
  expect(seen).toEqual([...once, ...once]);
});

it("functions see what later cells declare", async () => {
  const { run } = await newSession();
  await run("let n = 1; function f() { return n + g(); }");
  await run("function g() { return 10; }");
  expect((await run("f()")).result).toBe("11");
  await run("let n = 2; function g() { return 20; }");
  expect((await run("f()")).result).toBe("22");
});

it("what is printed arrives completely, in order, before the cell is done", async () => {
  const { run } = await newSession();
  const { stdout } = await run("for (let i = 0; i < 20_000; i++) console.log(i)");
  expect(stdout).toBe(Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""));
  const { messages } = await run("console.log(1); console.error(2); process.stdout.write('3'); 4");
  expect(messages.map(({ content }) => content["text"] ?? content["data"])).toEqual([
    undefined,
    "1\n",
    "2\n",
    "3",
    { "text/plain": "4" },
  ]);
});

it("what a cell prints later is attributed to that cell", async () => {
  const { kernel, run } = await newSession();
  const late: Message[] = [];
  kernel.onMessage((_, message) => {
    if (message.content["text"] === "late\n") late.push(message);
  });
  const first = kernel.execute("setTimeout(() => console.log('late'), 50)");
  await first.reply;
  await run("await new Promise((resolve) => setTimeout(resolve, 150))");
  expect(late.map(({ parent_header: parent }) => parent.msg_id)).toEqual([first.id]);
});

it("an error names cell, line and column as typed, without our own frames", async () => {
  const { run } = await newSession();
  await run("1");
  const { error, traceback, reply } = await run(
    `interface Shape { sides: number }\n\nfunction fail(shape: Shape): never {\n  throw new RangeError("bad " + shape.sides);\n}\nfail({ sides: 3 });`,
  );
  expect(error).toBe("RangeError: bad 3");
  expect(reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "bad 3" });
  expect(traceback).toContain(`> 4 |   throw new RangeError("bad " + shape.sides);`);
  const frames = traceback.split("\n").filter((line) => line.startsWith("    at "));
  expect(frames).toEqual(["    at fail (In [2]:4:9)", "    at In [2]:6:1"]);
});

it("a syntax error is shown and nothing of the cell runs", async () => {
  const { run } = await newSession();
  const { error, traceback, stdout } = await run("console.log('ran');\nconst = 4;");
  expect(error).toMatch(/^SyntaxError: /);
  expect(traceback).toContain("> 2 | const = 4;");
  expect(stdout).toBe("");
});

it("whatever is thrown is shown, errors or not", async () => {
  const { run } = await newSession();
  expect((await run("throw { code: 7 }")).error).toBe("Thrown: { code: 7 }");
  expect((await run("await Promise.reject(new TypeError('no'))")).error).toBe("TypeError: no");
});

it("errors that nobody catches are shown, and are not fatal", async () => {
  const { run } = await newSession();
  await run("let kept = 1");
  const { stderr, reply } = await run(
    "setTimeout(() => { throw new Error('in a timer') }); void Promise.reject(new Error('in a promise')); await new Promise((r) => setTimeout(r, 50))",
  );
  expect(reply.status).toBe("ok");
  expect(stderr).toContain("in a timer");
  expect(stderr).toContain("in a promise");
  expect((await run("kept")).result).toBe("1");
});

it("cells sent together with one that fails are aborted, unless told otherwise", async () => {
  const { kernel } = await newSession();
  const statuses = async (stopOnError: boolean): Promise<readonly string[]> => {
    const sent = ["1", "throw 1", "2", "3"].map((code) => kernel.execute(code, { stopOnError }));
    return Promise.all(sent.map(async ({ reply }) => (await reply).status));
  };
  expect(await statuses(true)).toEqual(["ok", "error", "aborted", "aborted"]);
  expect(await statuses(false)).toEqual(["ok", "error", "ok", "ok"]);
});

it("values show themselves, and libraries publish in the middle of a cell", async () => {
  const { run } = await newSession();
  const { messages } = await run(`
    const publish = Reflect.get(globalThis, Symbol.for("paxoslab.publish"));
    publish({ data: { "text/plain": "first" }, transient: { display_id: "d" } });
    publish({ data: { "text/plain": "second" }, transient: { display_id: "d" } }, { update: true });
    ({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>4</b>", "image/png": new Uint8Array([1, 2]) }) })
  `);
  expect(types(messages)).toEqual(["execute_input", "display_data", "update_display_data", "execute_result"]);
  expect(messages[2]?.content).toEqual({
    data: { "text/plain": "second" },
    metadata: {},
    transient: { display_id: "d" },
  });
  expect(messages[3]?.content["data"]).toMatchObject({ "text/html": "<b>4</b>", "image/png": "AQI=" });
});

it("the requests every client sends are answered validly", async () => {
  const { kernel } = await newSession();
  expect(await kernel.kernelInfo()).toMatchObject({
    status: "ok",
    language_info: { name: "typescript", mimetype: "text/typescript", file_extension: ".ts" },
  });
  const ask = async (type: string, content: object): Promise<object> =>
    (await kernel.request("shell", type, { ...content })).content;
  expect(await ask("is_complete_request", { code: "f(" })).toEqual({ status: "incomplete", indent: "  " });
  expect(await ask("complete_request", { code: "x", cursor_pos: 1 })).toMatchObject({
    status: "ok",
    matches: [],
  });
  expect(await ask("inspect_request", { code: "x", cursor_pos: 1 })).toMatchObject({
    status: "ok",
    found: false,
  });
  expect(await ask("comm_info_request", {})).toEqual({ status: "ok", comms: {} });
  expect(await ask("is_complete_request", { code: 4 })).toMatchObject({ status: "error" });
});
