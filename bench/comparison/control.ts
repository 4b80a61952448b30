import { setTimeout as sleep } from "node:timers/promises";
import type { Driver } from "./driver.ts";
import type { Program } from "./program.ts";

/** Presses stop, then looks whether a variable of an earlier cell is still there. */
async function stopping(driver: Driver, code: string): Promise<string> {
  await driver.run("let kept = 7;");
  const status = await driver.stop(code);
  if (status === "died" || status === "late") return outcomes[status];
  const { stdout } = await driver.run("console.log(kept)");
  return stdout.includes("7") ? "stops, variables kept" : "stops, variables lost";
}

const outcomes = { died: "the kernel dies", late: "does not stop" } as const;

/** Who is in charge: the person or the program. */
export const control: readonly Program[] = [
  {
    wish: "Stop ends `while (true) {}`",
    wanted: "stops, variables kept",
    observe: async (driver) => stopping(driver, "while (true) {}"),
  },
  {
    wish: "Stop ends a promise that never settles",
    wanted: "stops, variables kept",
    observe: async (driver) => stopping(driver, "await new Promise(() => {})"),
  },
  {
    wish: "Stop ends a loop of timers, which then prints no more",
    wanted: "stops, silent",
    observe: async (driver) => {
      const code = 'for (;;) { await new Promise((done) => setTimeout(done, 20)); console.log("tick"); }';
      const status = await driver.stop(code);
      if (status === "died" || status === "late") return outcomes[status];
      return (await driver.listen(300)).includes("tick") ? "stops, prints on" : "stops, silent";
    },
  },
  {
    wish: "Control answers while a cell computes",
    wanted: "at once",
    observe: async (driver) => {
      const running = driver.run("{ const end = Date.now() + 1500; while (Date.now() < end); }");
      await sleep(300);
      const start = performance.now();
      const answer = await driver.ask("control", "kernel_info_request");
      const ms = performance.now() - start;
      await running;
      if (!answer) return "never";
      return ms < 750 ? "at once" : "when the cell is done";
    },
  },
  {
    wish: "`process.exit()` does not end the kernel",
    wanted: "the kernel goes on",
    observe: async (driver) => {
      const { status } = await driver.run("process.exit(3)");
      return status === "died" ? "the kernel dies" : status === "late" ? "never ends" : "the kernel goes on";
    },
  },
  {
    wish: "A debugger answers",
    wanted: "yes",
    observe: async (driver) => {
      const request = { type: "request", seq: 1, command: "debugInfo", arguments: {} };
      const answer = await driver.ask("control", "debug_request", request);
      return answer?.["success"] === true ? "yes" : "no";
    },
  },
];
