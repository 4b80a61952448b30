import { expect, it } from "vitest";
import type { Kernel } from "../../../src/kernel/client/index.ts";
import { typed } from "../typed.ts";
import { newSession } from "./session.ts";

interface CompleteReply {
  readonly status: string;
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: { readonly _jupyter_types_experimental: readonly object[] };
}

/** Completes the code at the mark; the protocol counts code points. */
async function complete(kernel: Kernel, marked: string): Promise<CompleteReply> {
  const { content } = await kernel.request("shell", "complete_request", place(marked));
  return content as unknown as CompleteReply;
}

async function inspect(kernel: Kernel, marked: string, detail = 0): Promise<string> {
  const { content } = await kernel.request("shell", "inspect_request", {
    ...place(marked),
    detail_level: detail,
  });
  const data = content["data"] as Readonly<Record<string, string>>;
  return content["found"] === true ? (data["text/plain"] ?? "") : "nothing";
}

function place(marked: string): { readonly code: string; readonly cursor_pos: number } {
  const [before = "", after = ""] = marked.split("¦");
  return { code: before + after, cursor_pos: Array.from(before).length };
}

it("knows what earlier cells declare, with types", async () => {
  const { kernel, run } = await newSession({ env: typed });
  await run("/** All of them. */ const members = ['Ada']; class Vote { for = 1; against = 2 }");
  expect(await complete(kernel, "memb¦")).toEqual({
    status: "ok",
    matches: ["members"],
    cursor_start: 0,
    cursor_end: 4,
    metadata: {
      _jupyter_types_experimental: [
        { text: "members", type: "variable", signature: "const members: string[]", start: 0, end: 4 },
      ],
    },
  });
  expect((await complete(kernel, "new Vote().¦")).matches).toEqual(["against", "for"]);
  expect((await complete(kernel, "members.toS¦")).matches).toContain("toSorted");
});

it("knows what the cell itself says so far, and counts in code points", async () => {
  const { kernel } = await newSession({ env: typed });
  const reply = await complete(kernel, "const 数 = '🦜'; const parrot = 数; /* 🦜 */ parr¦\nif (");
  expect(reply).toMatchObject({ matches: ["parrot"], cursor_start: 41, cursor_end: 45 });
});

it("knows modules and what they export", async () => {
  const { kernel } = await newSession({ env: typed });
  expect((await complete(kernel, "import { joi¦ } from 'node:path'")).matches).toEqual(["join"]);
  expect((await complete(kernel, "import {} from 'node:pa¦'")).matches).toContain("node:path");
});

it("tells type and documentation, and more when asked for more", async () => {
  const { kernel, run } = await newSession({ env: typed });
  await run("/** Doubles a number. */\nfunction twice(n: number) {\n  return 2 * n;\n}");
  expect(await inspect(kernel, "tw¦ice(2)")).toBe("function twice(n: number): number\nDoubles a number.");
  expect(await inspect(kernel, "'🦜'; twice(¦")).toContain("twice(n: number): number");
  expect(await inspect(kernel, "twice¦", 1)).toContain("Declared at In [1]:2:\n\nfunction twice");
  expect(await inspect(kernel, "¦")).toBe("nothing");
});

it("answers while a cell runs, whatever it does, and knows what that cell declares", async () => {
  const { kernel, run } = await newSession({ env: typed });
  await run("const kept = 1");
  const running = kernel.execute("const running = [1, 2];\nwhile (true) {}");
  for await (const { header } of running) if (header.msg_type === "execute_input") break;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await complete(kernel, "kep¦")).matches).toEqual(["kept"]);
  expect((await complete(kernel, "running.toRe¦")).matches).toEqual(["toReversed"]);
  expect(await inspect(kernel, "kept¦")).toBe("const kept: 1");
  await kernel.interrupt();
  expect((await running.reply).status).toBe("error");
});

it("a request that makes no sense is answered with a sentence", async () => {
  const { kernel } = await newSession({ env: typed });
  const { content } = await kernel.request("shell", "complete_request", { code: "x", cursor_pos: "end" });
  expect(content).toMatchObject({
    status: "error",
    evalue: "complete_request: cursor_pos must be a number from 0.",
  });
});
