import { expect, it } from "vitest";
import type { JsonObject, Message } from "../../../src/kernel/client/index.ts";
import { typed } from "../typed.ts";
import { sharedSession } from "./session.ts";

const session = sharedSession({ env: typed });
const { run } = session;

const types = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ header }) => header.msg_type);

it("a cell's last expression is its result", async () => {
  expect((await run("const x: number = 41; x + 1")).result).toBe("42");
  expect((await run("({ a: [1, 'two'] })")).result).toBe("{ a: [ 1, 'two' ] }");
  expect((await run("await Promise.resolve('later')")).result).toBe("'later'");
  expect((await run("10n ** 20n")).result).toBe("100000000000000000000n");
  expect((await run("export default 5")).result).toBe("5");
  for (const code of ["const y = 1", "undefined", "", "// only a comment", "if (x) { 5 }", "{ x; }"]) {
    expect((await run(code)).result, code).toBeUndefined();
  }
});

it("executions are counted, announced, and silent when asked to be", async () => {
  const first = await run("1");
  const count = first.reply.execution_count ?? 0;
  expect(first.reply.status).toBe("ok");
  expect(types(first.messages)).toEqual(["execute_input", "execute_result"]);
  expect(first.messages[0]?.content).toEqual({ code: "1", execution_count: count });
  const silent = await run("console.log(2); var seen = 'by the next cell'; 2", { silent: true });
  expect(silent.messages).toEqual([]);
  expect(await run("seen", { storeHistory: false })).toMatchObject({
    result: "'by the next cell'",
    reply: { execution_count: count },
  });
  expect((await run("3")).reply.execution_count).toBe(count + 1);
});

it("user_expressions are evaluated after the cell, each for itself", async () => {
  const ask = async (content: JsonObject): Promise<JsonObject> =>
    (await session.kernel.request("shell", "execute_request", content)).content;
  const asked = { sum: "total * 2", shown: "({ a: 1 })", broken: "null!.x", wrong: "1 +", later: "await 5" };
  const reply = await ask({ code: "let total = 21", user_expressions: asked });
  expect(reply["user_expressions"]).toMatchObject({
    sum: { status: "ok", data: { "text/plain": "42" }, metadata: {} },
    shown: { status: "ok", data: { "text/plain": "{ a: 1 }" } },
    broken: { status: "error", ename: "TypeError", traceback: [expect.any(String), expect.any(String)] },
    wrong: { status: "error", ename: "SyntaxError" },
    later: { status: "ok", data: { "text/plain": "5" } },
  });
  const failed = await ask({ code: "throw 1", user_expressions: { never: "total = 0" } });
  expect(failed).toMatchObject({ status: "error" });
  expect((await run("total")).result).toBe("21");
});

it("100,000 lines arrive completely, in order, before the cell is done", async () => {
  const { stdout, messages } = await run("for (let i = 0; i < 100_000; i++) console.log(i)");
  expect(stdout).toBe(Array.from({ length: 100_000 }, (_, i) => `${i}\n`).join(""));
  expect(messages.length).toBeLessThan(5_000);
});

it("both streams and the result keep their order, however something is written", async () => {
  const { messages } = await run(
    "console.log(1); console.error(2); process.stdout.write('3'); process.stderr.write(Buffer.from('4')); 5",
  );
  const shown = messages.map(({ content }) => [content["name"], content["text"] ?? content["data"]]);
  expect(shown.slice(1)).toEqual([
    ["stdout", "1\n"],
    ["stderr", "2\n"],
    ["stdout", "3"],
    ["stderr", "4"],
    [undefined, { "text/plain": "5" }],
  ]);
});

it.runIf(process.platform !== "win32")(
  "what a cell's own processes write to our stdout is not lost",
  async () => {
    const { stdout, stderr } = await run(
      `import { execSync } from "node:child_process"; execSync("echo out; echo err >&2", { stdio: "inherit" });`,
    );
    expect({ stdout, stderr }).toEqual({ stdout: "out\n", stderr: "err\n" });
  },
);

it("what a cell prints later is attributed to that cell, also by functions of others", async () => {
  const { kernel } = session;
  const late: Message[] = [];
  const stop = kernel.onMessage((_, message) => {
    if (message.content["text"] === "late\n") late.push(message);
  });
  await run("const tell = () => console.log('late')");
  const first = kernel.execute("setTimeout(tell, 50)");
  const second = kernel.execute("void Promise.resolve().then(() => setTimeout(tell, 60))");
  await Promise.all([first.reply, second.reply]);
  await run("await new Promise((resolve) => setTimeout(resolve, 150))");
  stop();
  expect(late.map(({ parent_header: parent }) => parent.msg_id)).toEqual([first.id, second.id]);
});

it("cells sent together with one that fails are aborted, unless told otherwise", async () => {
  const statuses = async (stopOnError: boolean): Promise<readonly string[]> => {
    const sent = ["1", "throw 1", "2", "3"].map((code) => session.kernel.execute(code, { stopOnError }));
    return Promise.all(sent.map(async ({ reply }) => (await reply).status));
  };
  expect(await statuses(true)).toEqual(["ok", "error", "aborted", "aborted"]);
  expect(await statuses(false)).toEqual(["ok", "error", "ok", "ok"]);
});

it("values show themselves, and libraries publish in the middle of a cell", async () => {
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
  const { kernel } = session;
  expect(await kernel.kernelInfo()).toMatchObject({
    status: "ok",
    language_info: { name: "typescript", mimetype: "text/typescript", file_extension: ".ts" },
  });
  const ask = async (type: string, content: object): Promise<object> =>
    (await kernel.request("shell", type, { ...content })).content;
  expect(await ask("is_complete_request", { code: "f(" })).toEqual({ status: "incomplete", indent: "  " });
  expect(await ask("complete_request", { code: "zzz", cursor_pos: 3 })).toMatchObject({
    status: "ok",
    matches: [],
  });
  expect(await ask("inspect_request", { code: "zzz", cursor_pos: 3 })).toMatchObject({
    status: "ok",
    found: false,
  });
  expect(await ask("comm_info_request", {})).toEqual({ status: "ok", comms: {} });
  expect(await ask("is_complete_request", { code: 4 })).toMatchObject({ status: "error" });
});
