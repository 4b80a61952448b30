import { PassThrough } from "node:stream";
import { array, assert, asyncProperty, nat, string } from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { JsonRpcConnection, JsonRpcError } from "../../../src/kernel/service/json-rpc.ts";

let input: PassThrough;
let output: PassThrough;
let problems: unknown[];
let connection: JsonRpcConnection;

beforeEach(() => {
  input = new PassThrough();
  output = new PassThrough();
  problems = [];
  connection = new JsonRpcConnection({ input, output, onBroken: (error) => problems.push(error) });
});

function framed(message: object): Buffer {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  return Buffer.from(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

it("a question goes out at once, behind what was told before, in one piece", () => {
  connection.tell("changed", { text: "é" });
  expect(output.read()).toBe(null);
  void connection.ask("check", {});
  expect(String(output.read())).toBe(
    framed({ method: "changed", params: { text: "é" } }).toString() +
      framed({ id: 1, method: "check", params: {} }).toString(),
  );
});

it("what is told alone goes out soon", async () => {
  connection.tell("changed", {});
  await new Promise(setImmediate);
  expect(output.read()).toEqual(framed({ method: "changed", params: {} }));
});

it("answers find their questions, in whatever pieces and order they come", async () => {
  await assert(
    asyncProperty(array(string({ unit: "grapheme" }), { minLength: 1 }), nat(), async (texts, cut) => {
      const input = new PassThrough();
      const connection = new JsonRpcConnection({
        input,
        output,
        onBroken: (error) => problems.push(error),
      });
      const answers = texts.map(async () => connection.ask("echo", {}));
      const bytes = Buffer.concat(
        texts.map((result, index) => framed({ id: index + 1, result })).toReversed(),
      );
      const place = cut % bytes.length;
      input.write(bytes.subarray(0, place));
      await new Promise(setImmediate);
      input.write(bytes.subarray(place));
      expect(await Promise.all(answers)).toEqual(texts);
    }),
  );
  expect(problems).toEqual([]);
});

it("an error is thrown where it was asked", async () => {
  const answer = connection.ask("fail", {});
  input.write(framed({ id: 1, error: { code: -32_603, message: "It cannot be done." } }));
  await expect(answer).rejects.toThrow(new JsonRpcError("It cannot be done."));
});

it("a question of the other side is answered with nothing", async () => {
  input.write(framed({ id: "7", method: "workspace/configuration", params: {} }));
  await new Promise(setImmediate);
  expect(output.read()).toEqual(framed({ id: "7", result: null }));
});

describe("the end", () => {
  it("rejects what is asked, before and after", async () => {
    const answer = connection.ask("check", {});
    connection.close(new Error("gone"));
    await expect(answer).rejects.toThrow("gone");
    await expect(connection.ask("check", {})).rejects.toThrow("gone");
  });

  it("comes with input that is something else", async () => {
    input.write("Hello!\r\n\r\n");
    await new Promise(setImmediate);
    expect(problems).toEqual([new Error("A message without a length.")]);
  });
});
