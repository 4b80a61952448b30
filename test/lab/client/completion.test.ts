import { expect, test } from "vitest";
import { optionsOf } from "../../../src/lab/client/editor/options.ts";
import { completionsOf, explanationOf } from "../../../src/lab/client/kernel/answers.ts";
import { toCodePoints, toCodeUnits } from "../../../src/lab/client/kernel/code-points.ts";
import { latestOnly } from "../../../src/lab/client/kernel/latest-only.ts";

const proposal = (text: string, type?: string, signature?: string) => ({ text, type, signature });

test("a dot that proposals replace is not part of the names in the list", () => {
  const proposals = [proposal(".at", "method"), proposal("?.length", "property")];
  const { from, options } = optionsOf({ proposals, start: 5, end: 7 }, "wards.a");
  expect(from).toBe(6);
  expect(options).toMatchObject([
    { label: "at", type: "method", replacement: { from: 5, to: 7, text: ".at" } },
    { label: "length", type: "property", replacement: { from: 5, to: 7, text: "?.length" } },
  ]);
  // Only what is more than the name needs a hand of ours.
  expect(options.map(({ apply }) => typeof apply)).toEqual(["undefined", "function"]);
});

test.each([
  [
    "tally",
    "function tally(yes: number, no: number): string",
    "(yes: number, no: number): string",
    "function",
  ],
  ["wards", "const wards: string[]", "string[]", "variable"],
  [
    "map",
    "(method) Array<number>.map<U>(f: (map: number) => U): U[]",
    "<U>(f: (map: number) => U): U[]",
    "method",
  ],
  ["Ward", "class Ward", "", "class"],
])("beside %s the list says how it goes on", (name, signature, detail, type) => {
  const kind = type === "method" ? "method" : "variable";
  const { options } = optionsOf({ proposals: [proposal(name, kind, signature)], start: 0, end: 1 }, name);
  expect(options[0]).toMatchObject({ label: name, detail, type });
});

test("the kernel's order is kept", () => {
  const names = Array.from({ length: 12 }, (_, index) => `a${12 - index}`);
  const { options } = optionsOf({ proposals: names.map((name) => proposal(name)), start: 0, end: 1 }, "a");
  const sorted = options.toSorted((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""));
  expect(sorted.map(({ label }) => label)).toEqual(names);
});

test("the kernel counts code points, the editor code units", () => {
  const code = "'🌧🌧'; wa";
  expect(toCodePoints(code, code.length)).toBe(8);
  expect(toCodeUnits(code, 8)).toBe(code.length);
  const reply = { status: "ok", cursor_start: 6, cursor_end: 8, metadata: {} } as const;
  expect(completionsOf({ ...reply, matches: ["wards"] }, code)).toEqual({
    proposals: [proposal("wards")],
    start: 8,
    end: 10,
  });
});

test("a kernel that explains in plain text only is quoted as it is", () => {
  const reply = { status: "ok", found: true, data: { "text/plain": "a < b" }, metadata: {} } as const;
  expect(explanationOf(reply)).toMatchObject({ whole: "```\na < b\n```", symbol: "```\na < b\n```" });
  expect(explanationOf({ ...reply, found: false, data: {} })).toBeNull();
});

test("of questions that come up while one is asked, only the last is asked", async () => {
  const ask = latestOnly();
  const asked: string[] = [];
  const question = async (text: string): Promise<string | null> =>
    ask(async () => {
      asked.push(text);
      if (text === "fails") throw new Error("the kernel went away");
      return `${text}!`;
    });
  const answers = [question("a"), question("ab"), question("abc")];
  expect(await Promise.all(answers)).toEqual([null, null, "abc!"]);
  expect(await question("fails")).toBeNull();
  expect(await question("abcd")).toBe("abcd!");
  expect(asked).toEqual(["abc", "fails", "abcd"]);
});
