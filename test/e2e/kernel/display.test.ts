import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { sharedSession, type Ran } from "./session.ts";

const session = sharedSession();

type Bundle = Readonly<Record<string, string>>;

/** What the cell has shown, in order: type of message, and the data. */
function shown({ messages }: Ran): readonly (readonly [type: string, data: Bundle])[] {
  return messages
    .filter(({ header }) => /display_data$|^execute_result$/.test(header.msg_type))
    .map(({ header, content }) => [header.msg_type, content["data"] as Bundle]);
}

async function resultOf(code: string): Promise<Bundle> {
  const ran = await session.run(code);
  expect(ran.error).toBeUndefined();
  return shown(ran).at(-1)?.[1] ?? {};
}

it("values are readable at a glance", async () => {
  const cases: readonly (readonly [code: string, text: string])[] = [
    ["new Map([['a', 1]])", "Map(1) { 'a' => 1 }"],
    ["new Set([1, 2])", "Set(2) { 1, 2 }"],
    ["class Ballot { round = 2; node = 'B' } new Ballot()", "Ballot { round: 2, node: 'B' }"],
    ["new Uint8Array([1, 2])", "Uint8Array(2) [ 1, 2 ]"],
    ["new Date(0)", "1970-01-01T00:00:00.000Z"],
    ["Promise.resolve(1)", "Promise { 1 }"],
    ["Object.create(null)", "[Object: null prototype] {}"],
    ["const loop: any = {}; loop.self = loop; loop", "<ref *1> { self: [Circular *1] }"],
    ["({ get a() { throw 1 } })", "{ a: [Getter] }"],
    ["new Proxy({ a: 1 }, { get() { throw 1 }, ownKeys() { throw 2 } })", "{ a: 1 }"],
    ["({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'mine' })", "mine"],
  ];
  for (const [code, text] of cases) expect((await resultOf(code))["text/plain"], code).toBe(text);
  const deep = (await resultOf("({ a: { b: { c: { d: { e: { f: 1 } } } } } })"))["text/plain"];
  expect(deep?.replaceAll(/\s+/g, " ")).toBe("{ a: { b: { c: { d: { e: { f: 1 } } } } } }");
  expect((await resultOf("new URL('http://a.b/c?d')"))["text/plain"]).toContain("href: 'http://a.b/c?d'");
});

it("an error as a value shows its cause and the frames of cells", async () => {
  const text = (await resultOf("new RangeError('far', { cause: new Error('near') })"))["text/plain"];
  expect(text).toMatch(/^RangeError: far\n {4}at In \[\d+\]:1:1 \{\n {2}\[cause\]: Error: near\n/);
});

it("values that are huge, or fail in showing themselves, harm nobody", async () => {
  const text = async (code: string): Promise<string> => (await resultOf(code))["text/plain"] ?? "";
  expect(await text("Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => ['k' + i, i]))")).toMatch(
    /k199: 199\n}\n… 49,800 more properties$/,
  );
  expect(await text("new Array(1e9)")).toBe("[ <1000000000 empty items> ]");
  const wide =
    "const wide = (d: number): unknown => d === 0 ? 0 : Array.from({ length: 40 }, () => wide(d - 1));";
  expect((await text(`${wide} wide(3)`)).length).toBeLessThan(100_000);
  expect((await text("'x'.repeat(10_000_000)")).length).toBeLessThan(20_000);
  expect(await text("({ a: 1, [Symbol.for('nodejs.util.inspect.custom')]() { throw 'no' } })")).toMatch(
    /a: 1[^]*\(Showing it failed: no\)$/,
  );
  expect(await text("({ get [Symbol.toStringTag]() { throw 1 } })")).toContain("[Getter]");
});

it("values show themselves, later if need be, and a failure in that is told, not fatal", async () => {
  const method = "[Symbol.for('Jupyter.display')]";
  expect(await resultOf(`({ ${method}: async () => ({ 'text/html': '<b>4</b>' }) })`)).toMatchObject({
    "text/html": "<b>4</b>",
  });
  expect(await resultOf(`({ ${method}: () => ({}) })`)).toEqual({});
  for (const fails of [
    "() => { throw new Error('oops') }",
    "async () => { throw new Error('oops') }",
    "() => 'oops'",
    "() => ({ 'text/html': 10n, oops: 1 })",
  ]) {
    const ran = await session.run(`({ kept: 7, ${method}: ${fails} })`);
    expect(ran.reply.status).toBe("ok");
    expect(ran.result).toContain("kept: 7");
    expect(ran.stderr).toMatch(/^A value could not show itself\.\n[^]*(oops|BigInt)/);
  }
});

it("a value that shows itself for ever can be interrupted", async () => {
  await session.run("let kept = 'kept'");
  for (const code of [
    "({ [Symbol.for('nodejs.util.inspect.custom')]() { while (true); } })",
    "({ [Symbol.for('Jupyter.display')]() { while (true); } })",
    "display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })",
  ]) {
    const running = session.run(code);
    await sleep(150);
    await session.kernel.interrupt();
    expect((await running).error, code).toMatch(/^Interrupted/);
  }
  expect((await session.run("kept")).result).toBe("'kept'");
});

it("a list of records is a table, and text for those who show no HTML", async () => {
  const bundle = await resultOf(
    "[{ b: 'x<y', a: 1 }, { a: 2.5, c: null }, { b: '', a: 3n, c: { deep: [1] } }]",
  );
  expect(bundle["text/plain"]).toContain("b: 'x<y'");
  const table = bundle["text/html"] ?? "";
  expect([...table.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, name]) => name)).toEqual([
    "b",
    "a",
    "c",
  ]);
  expect(table).toContain(">x&lt;y</td>");
  expect(table).toMatch(/text-align: right[^>]*>2\.5<\/td>/);
  expect(table).toContain(">{ deep: [ 1 ] }</td>");
  const long = (await resultOf("Array.from({ length: 1050 }, (_, n) => ({ n }))"))["text/html"] ?? "";
  expect(long.match(/<tr>/g)).toHaveLength(1 + 50 + 1);
  expect(long).toContain("… 1,000 more rows");
});

it.each([
  ["nothing", "[]"],
  ["other things than records", "[{ a: 1 }, 2]"],
  ["records that have little in common", "[{ a: 1 }, { b: 1 }, { c: 1 }]"],
  ["instances of classes", "class Point { x = 1 } [new Point()]"],
])("a list of %s is not a table", async (_, code) => {
  expect(Object.keys(await resultOf(code))).toEqual(["text/plain"]);
});

const pngBase64 =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

it("bytes of pictures are shown as pictures", async () => {
  const buffer = `Buffer.from("${pngBase64}", "base64")`;
  const sized = { "image/png": pngBase64, "text/plain": "PNG image (70 bytes)" };
  expect(await resultOf(buffer)).toEqual(sized);
  expect(await resultOf(`new Uint8Array(${buffer})`)).toEqual(sized);
  expect(await resultOf(`new Blob([${buffer}])`)).toEqual(sized);
  const svg = `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>`;
  expect(await resultOf(`new TextEncoder().encode(${JSON.stringify(svg)})`)).toMatchObject({
    "image/svg+xml": svg,
  });
  const beginning = async (bytes: string): Promise<string | undefined> =>
    Object.keys(await resultOf(bytes))[0];
  expect(await beginning("Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)")).toBe("image/jpeg");
  expect(await beginning("Buffer.from('GIF89a')")).toBe("image/gif");
  expect(await beginning("Buffer.from('RIFF    WEBPVP8')")).toBe("image/webp");
  const pixels = await resultOf(
    "({ width: 2, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255, 0, 0, 255, 128]) })",
  );
  expect(pixels["image/png"]).toMatch(/^iVBORw0KGgo/);
});

it("display shows in the middle of a cell, in order, and its result is not shown twice", async () => {
  const ran = await session.run(`
    const slow = { [Symbol.for("Jupyter.display")]: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { "text/plain": "slow" };
    } };
    display(slow);
    display({ "text/html": "<i>raw</i>" }, { raw: true });
    display("last")`);
  expect(shown(ran)).toEqual([
    ["display_data", { "text/plain": "slow" }],
    ["display_data", { "text/html": "<i>raw</i>" }],
    ["display_data", { "text/plain": "'last'" }],
  ]);
});

it("what was displayed can be shown anew, by its handle or by its id", async () => {
  const ran = await session.run(`
    const place = display(1);
    place.update(2);
    display(3, { id: "named" });
    display(4, { id: "named", update: true });`);
  const idOf = ({ content }: Message): unknown => (content["transient"] as Bundle)["display_id"];
  const [, first, second, third, fourth] = ran.messages;
  expect(shown(ran).map(([type, data]) => `${type} ${data["text/plain"]}`)).toEqual([
    "display_data 1",
    "update_display_data 2",
    "display_data 3",
    "update_display_data 4",
  ]);
  expect(first && second && idOf(first) === idOf(second)).toBe(true);
  expect([third, fourth].map((message) => message && idOf(message))).toEqual(["named", "named"]);
  expect((await session.run("display(1, { update: true })")).error).toMatch(/needs the id/);
  expect((await session.run("display('<b>', { raw: true })")).error).toMatch(/needs a MIME bundle/);
});

it("clearOutput removes what the cell has shown, at once or with what comes next", async () => {
  const { messages } = await session.run("console.log(1); clearOutput({ wait: true }); clearOutput()");
  expect(messages.map(({ header, content }) => [header.msg_type, content["wait"]])).toEqual([
    ["execute_input", undefined],
    ["stream", undefined],
    ["clear_output", true],
    ["clear_output", false],
  ]);
});

it("what a timer displays belongs to the cell that started it", async () => {
  const late: Message[] = [];
  const stop = session.kernel.onMessage((_, message) => {
    if (message.header.msg_type === "display_data") late.push(message);
  });
  const first = session.kernel.execute("setTimeout(() => display('late'), 30)");
  await first.reply;
  await session.run("await new Promise((resolve) => setTimeout(resolve, 100))");
  stop();
  expect(late.map(({ parent_header: parent }) => parent.msg_id)).toEqual([first.id]);
});

it("html, svg and md make displayables; what is inserted into markup is text, unless it is markup", async () => {
  expect(
    (await resultOf("html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>${'<b>'}`"))["text/html"],
  ).toBe("<ul><li>1</li><li>2</li></ul>&lt;b&gt;");
  expect((await resultOf("svg`<svg><text>${'&'}</text></svg>`"))["image/svg+xml"]).toBe(
    "<svg><text>&amp;</text></svg>",
  );
  expect((await resultOf(String.raw`md${"`"}$\nu$ is **${"${1 + 1}"}**${"`"}`))["text/markdown"]).toBe(
    String.raw`$\nu$ is **2**`,
  );
});

it("a cell may call its own things display, progress or html", async () => {
  expect(
    (
      await session.run(
        "const display = 1; let html = 2; function progress() { return 3 } [display, html, progress()]",
      )
    ).result,
  ).toBe("[ 1, 2, 3 ]");
});
