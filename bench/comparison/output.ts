import type { Program } from "./program.ts";

const lines = 20_000;

/** What comes back from a cell. */
export const output: readonly Program[] = [
  {
    wish: "The value of a cell is its result (`execute_result`)",
    wanted: "42",
    observe: async (driver) => {
      const { result, stdout } = await driver.run("6 * 7");
      if (result) return result["text/plain"] ?? "nothing";
      return stdout.includes("42") ? "printed instead" : "nothing";
    },
  },
  {
    wish: `${lines.toLocaleString("en")} printed lines all arrive`,
    wanted: "all",
    observe: async (driver) => {
      const code = `for (let line = 0; line < ${lines}; line += 1) console.log("line", line);`;
      const { status, stdout } = await driver.run(code);
      const arrived = stdout.split("\n").length - 1 === lines ? "all" : "some are lost";
      return status === "ok" ? arrived : `${arrived}, and the cell never ends`;
    },
  },
  {
    wish: "An error has a name, a message and the line it came from",
    wanted: "RangeError, burst, line 3",
    observe: async (driver) => {
      const { stderr, error } = await driver.run(
        'const level: number = 9;\n\nthrow new RangeError("burst");',
      );
      const { ename = "no name", evalue = "no message", traceback = [] } = error ?? {};
      const [, line] = /:(\d+):\d+/.exec(stderr + traceback.join("\n")) ?? [];
      return `${ename}, ${evalue}, line ${line ?? "unknown"}`;
    },
  },
  {
    wish: "A rejection that nobody handles is shown, and the kernel goes on",
    wanted: "shown",
    observe: async (driver) => {
      const { stderr } = await driver.run('void Promise.reject(new Error("lost letter")); 0');
      const later = await driver.listen(300);
      const { status } = await driver.run("1");
      if (status === "died") return "the kernel dies";
      return (stderr + later).includes("lost letter") ? "shown" : "not shown";
    },
  },
  {
    wish: 'An object with `Symbol.for("Jupyter.display")` shows itself',
    wanted: "as HTML",
    observe: async (driver) => {
      const code = '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>" }) })';
      const { result } = await driver.run(code);
      return result?.["text/html"] === "<b>bold</b>" ? "as HTML" : "as text";
    },
  },
  {
    wish: "An array of records is a table",
    wanted: "a table",
    observe: async (driver) => {
      const { result } = await driver.run('[{ ward: "A", votes: 3 }, { ward: "B", votes: 4 }]');
      return result?.["text/html"]?.includes("<table") === true ? "a table" : "text";
    },
  },
  {
    wish: "`prompt()` asks the person at the notebook",
    wanted: "Asha",
    observe: async (driver) => {
      const { status, stdout } = await driver.run('console.log(prompt("Your name?"))', {
        onInput: () => "Asha",
      });
      if (status === "late") return "never ends";
      return stdout.includes("Asha") ? "Asha" : "no answer";
    },
  },
];
