import type { Program } from "./program.ts";

/** What a compiler and a language server can tell. */
export const types: readonly Program[] = [
  {
    wish: "A type error stops the cell before it runs",
    wanted: "refused",
    observe: async (driver) => {
      const { status, stdout } = await driver.run('console.log("ran");\nconst count: number = "three";');
      return status === "error" && !stdout.includes("ran") ? "refused" : "runs";
    },
  },
  {
    wish: "It says where, and TypeScript's number for it",
    wanted: "line 2, TS2322",
    observe: async (driver) => {
      const { stderr, error } = await driver.run('console.log("ran");\nconst count: number = "three";');
      const text = stderr + (error?.traceback?.join("\n") ?? "");
      const line = /\b2:\d+/.test(text) ? "line 2" : "no line";
      return `${line}, ${/TS2322/.test(text) ? "TS2322" : "no number"}`;
    },
  },
  {
    wish: "Types flow from cell to cell",
    wanted: "refused",
    observe: async (driver) => {
      await driver.run("interface Order { readonly paise: number }");
      const { status } = await driver.run("const order: Order = { rupees: 5 };");
      return status === "error" ? "refused" : "runs";
    },
  },
  {
    wish: "Completion knows the type of what has not run yet",
    wanted: "totalPaise",
    observe: async (driver) => {
      const code = "function pay(order: { readonly totalPaise: number }) {\n  return order.tot";
      const answer = await driver.ask("shell", "complete_request", { code, cursor_pos: code.length });
      const matches = (answer?.["matches"] ?? []) as readonly string[];
      return matches.some((match) => match.includes("totalPaise")) ? "totalPaise" : "nothing";
    },
  },
  {
    wish: "Shift-Tab tells the type of a name",
    wanted: "number",
    observe: async (driver) => {
      await driver.run("const limit: number = 5;");
      const answer = await driver.ask("shell", "inspect_request", {
        code: "limit",
        cursor_pos: 3,
        detail_level: 0,
      });
      return JSON.stringify(answer?.["data"] ?? {}).includes("number") ? "number" : "nothing";
    },
  },
];
