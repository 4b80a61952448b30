import { expect, it } from "vitest";
import { DebugClient, newDebuggedSession, type DebuggedSession } from "./debug-client.ts";
import { newSession } from "./session.ts";

/** Runs the code up to a debugger statement at its end, in a function, and returns what it finds there. */
async function pausedIn(
  body: string,
): Promise<
  DebuggedSession & { readonly unfold: (name: string, page?: object) => Promise<readonly string[]> }
> {
  const session = await newDebuggedSession();
  session.start(`%types off\nfunction here() {\n${body}\ndebugger;\n}\nhere()`);
  await session.debug.stopped();
  return {
    ...session,
    unfold: async (name, page) => session.debug.children(await referenceOf(session.debug, name), page),
  };
}

async function referenceOf(debug: DebugClient, name: string): Promise<number> {
  const { variablesReference } = await debug.get("evaluate", {
    expression: name,
    frameId: (await topFrame(debug)).id,
  });
  return variablesReference;
}

async function topFrame(debug: DebugClient): Promise<{ readonly id: number }> {
  const { stackFrames } = await debug.get("stackTrace", { threadId: 1 });
  return stackFrames[0];
}

it("values are readable at a glance", async () => {
  const { debug } = await pausedIn(`
    class Acceptor { promised = 3; #secret = 1; get round() { return 7 } }
    const values = [1, "two", 3n, -0, null, undefined, true, Symbol("s"), /x/g, new Date(0)];
    const [num, text, big, zero, nul, undef, yes, sym, re, date] = values;
    const acceptor = new Acceptor(), map = new Map([["a", 1]]), set = new Set([1, "b"]);
    const bytes = new Uint8Array([1, 2]), list = [1, [2], { c: 3 }], record = { a: 1, "b-c": "x" };
    const failure = new RangeError("out"), promise = Promise.resolve(5), pending = new Promise(() => {});
    const arrow = (a, b) => a, asynchronous = async function named(x) {}, bare = Object.create(null);
    const long = "x".repeat(2_000);
  `);
  const shown = Object.fromEntries(
    (await debug.variables("Locals")).map((each) => [
      each.slice(0, each.indexOf(":")),
      each.slice(each.indexOf(":") + 2),
    ]),
  );
  expect(shown).toMatchObject({
    Acceptor: "class Acceptor",
    num: "1",
    text: "'two'",
    big: "3n",
    zero: "-0",
    nul: "null",
    undef: "undefined",
    yes: "true",
    sym: "Symbol(s)",
    re: "/x/g",
    acceptor: "Acceptor {#secret: 1, promised: 3}",
    map: "Map(1) {'a' => 1}",
    set: "Set(2) {1, 'b'}",
    bytes: "Uint8Array(2) [1, 2]",
    list: "[1, Array(1), {…}]",
    record: "{a: 1, b-c: 'x'}",
    failure: "RangeError: out",
    promise: "Promise {5}",
    pending: "Promise {pending}",
    arrow: "ƒ (a, b)",
    asynchronous: "async ƒ named(x)",
    bare: "{}",
  });
  expect(shown["long"]).toHaveLength(1_003);
});

it("values unfold into their parts", async () => {
  const { unfold, debug } = await pausedIn(`
    class Base { get round() { return 7 } }
    class Acceptor extends Base { promised = 3; #secret = 1; self = this }
    const acceptor = new Acceptor();
    const map = new Map([["a", { b: 1 }], [{ k: 1 }, 2]]), set = new Set(["x"]);
    const bytes = new Uint8Array([1, 2]), list = Object.assign(["p", , "q"], { extra: 1 });
    const failure = new Error("out", { cause: "rain" }), promise = Promise.reject(new Error("no"));
    promise.catch(() => {});
    const many = Array.from({ length: 25_000 }, (_, i) => i);
    const keyed = new Map(many.map((i) => [i, -i]));
  `);
  expect(await unfold("acceptor")).toEqual([
    "promised: 3",
    "self: Acceptor {#secret: 1, promised: 3, self: Acceptor}",
    "#secret: 1",
    "round: (…)",
  ]);
  const getter = (await debug.list(await referenceOf(debug, "acceptor"))).find(
    ({ name }) => name === "round",
  );
  expect(getter?.presentationHint).toEqual({ lazy: true });
  expect(await debug.children(getter?.variablesReference ?? 0)).toEqual([": 7"]);
  expect(await unfold("map")).toEqual(["'a': {b: 1}", "{k: 1}: 2"]);
  expect(await unfold("set")).toEqual(["0: 'x'"]);
  expect(await unfold("bytes")).toEqual(["0: 1", "1: 2"]);
  expect(await unfold("list")).toEqual(["0: 'p'", "2: 'q'", "extra: 1"]);
  expect(await unfold("failure")).toEqual(expect.arrayContaining(["message: 'out'", "cause: 'rain'"]));
  expect(await unfold("promise")).toEqual(["[[PromiseState]]: 'rejected'", "[[PromiseResult]]: Error: no"]);
  expect((await unfold("many")).slice(0, 2)).toEqual(["[0 … 9999]: ", "[10000 … 19999]: "]);
  expect(await unfold("many", { filter: "indexed", start: 24_998, count: 5 })).toEqual([
    "24998: 24998",
    "24999: 24999",
  ]);
  expect(await unfold("many", { filter: "named" })).toEqual([]);
  const [first] = await debug.list(await referenceOf(debug, "keyed"));
  const [second] = await debug.list(first?.variablesReference ?? 0);
  expect((await debug.children(second?.variablesReference ?? 0)).slice(1, 3)).toEqual(["1: -1", "2: -2"]);
});

it("variables change, in frames and in objects, by expressions in TypeScript", async () => {
  const { debug } = await pausedIn("let n = 1; const state = { a: 1 }, list = [1, 2];");
  const frame = await topFrame(debug);
  const { scopes } = await debug.get("scopes", { frameId: frame.id });
  const set = async (variablesReference: number, name: string, value: string): Promise<unknown> => {
    const response = await debug.ask("setVariable", { variablesReference, name, value });
    return response.success ? response.body.value : response.message;
  };
  const locals = scopes[0].variablesReference as number;
  expect(await set(locals, "n", "(n as number) + 41")).toBe("42");
  expect(await set(locals, "(exception)", "2")).toBe('"(exception)" cannot be changed.');
  expect(await set(await referenceOf(debug, "state"), "a", "{ n }")).toBe("{n: 42}");
  expect(await set(await referenceOf(debug, "list"), "1", "n + 1")).toBe("43");
  const evaluated = await debug.get("evaluate", { expression: "[n, state, list]", frameId: frame.id });
  expect(evaluated.result).toBe("[42, {…}, Array(2)]");
  expect(evaluated.type).toBe("Array");
  const hover = await debug.ask("evaluate", { expression: "n = 7", frameId: frame.id, context: "hover" });
  expect(hover).toMatchObject({ success: false, message: expect.stringContaining("side-effect") as string });
  expect(await debug.ask("evaluate", { expression: "nowhere", frameId: frame.id })).toMatchObject({
    success: false,
    message: "ReferenceError: nowhere is not defined",
  });
});

it("the variables of the notebook are those its cells declare, under their own names", async () => {
  const { debug, run } = await newDebuggedSession();
  await run(`import { sep as separator } from "node:path"; import * as os from "node:os"; void os;
enum Phase { Prepare, Accept }
class Node_ { id = 1 }
const votes = new Map([["a", Phase.Accept]]);
function quorum() { return 2; }
var old = [separator];`);
  await run("throw new Error('before'); const never = 1;");
  const { variables } = await debug.get("inspectVariables");
  const names = variables.map(({ name }: { readonly name: string }) => name);
  expect(names.toSorted()).toEqual(["Node_", "Phase", "old", "os", "quorum", "separator", "votes"]);
  const votes = variables.find(({ name }: { readonly name: string }) => name === "votes");
  expect(votes).toMatchObject({
    value: "Map(1) {'a' => 1}",
    type: "Map",
    evaluateName: "votes",
    indexedVariables: 1,
  });
  expect(await debug.children(votes.variablesReference)).toEqual(["'a': 1"]);
});

it("evaluates globally as the next cell would, and shows values in all their forms", async () => {
  const { debug, run } = await newDebuggedSession();
  await run(`const shown = { [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>4</b>", "text/plain": "4" }) };
const plain = { a: 1 };`);
  expect(
    await debug.get("evaluate", { expression: "const later: number = await Promise.resolve(41); later + 1" }),
  ).toMatchObject({ result: "42" });
  expect((await run("%types off\nlater")).result).toBe("41");
  const rich = async (variableName: string): Promise<unknown> =>
    debug.get("richInspectVariables", { variableName });
  expect(await rich("shown")).toEqual({ data: { "text/html": "<b>4</b>", "text/plain": "4" }, metadata: {} });
  expect(await rich("plain")).toMatchObject({ data: { "text/plain": "{ a: 1 }" } });
  expect(await rich("nowhere")).toEqual({ data: {}, metadata: {} });
});

it("a variable of a frame can be copied to the notebook's", async () => {
  const { debug, start, run } = await newDebuggedSession();
  const { ran } = start("function inner() { const deep = { a: [1] }; debugger; return deep }\ninner()");
  const { frames } = await debug.stopped();
  const srcFrameId = frames[0]?.id;
  const data = await debug.get("richInspectVariables", { variableName: "deep", frameId: srcFrameId });
  expect(data).toMatchObject({ data: { "text/plain": "{ a: [ 1 ] }" } });
  await debug.get("copyToGlobals", { srcVariableName: "deep", dstVariableName: "kept", srcFrameId });
  const { scopes } = await debug.get("scopes", { frameId: srcFrameId });
  const globals = scopes.find(({ name }: { readonly name: string }) => name === "Globals");
  expect(await debug.children(globals.variablesReference)).toContain("kept: {a: Array(1)}");
  await debug.get("continue");
  await ran;
  expect((await run("%types off\nkept")).result).toBe("{ a: [ 1 ] }");
});

it("variables can be inspected without attaching", async () => {
  const { kernel, run } = await newSession();
  await run("const x = [1, 2]");
  const debug = new DebugClient(kernel);
  const { variables } = await debug.get("inspectVariables");
  expect(variables).toMatchObject([{ name: "x", value: "[1, 2]" }]);
});
