import { describe, expect, it } from "vitest";
import { Executor, type ExecutorOptions } from "../../../src/kernel/host/executor.ts";
import { openHistory } from "../../../src/kernel/host/history/index.ts";
import { Stdin } from "../../../src/kernel/host/stdin.ts";
import { newMessage } from "../../../src/kernel/messaging/index.ts";
import { interrupted, type Outcome } from "../../../src/kernel/worker/protocol.ts";

/** Cells that end only when they are stopped, and a compiler that says yes when it is told to. */
function newExecutor() {
  const running = new Map<number, (outcome: Outcome) => void>();
  const cells: ExecutorOptions["cells"] = {
    listen: () => undefined,
    run: async ({ id }) => new Promise((resolve) => running.set(id, resolve)),
    interrupt: () => {
      for (const end of running.values()) end({ kind: "error", error: interrupted });
    },
    tell: () => undefined,
    stop: async () => undefined,
  };
  const check = Promise.withResolvers<void>();
  const admission = async () => check.promise.then(() => ({ kind: "admitted" }) as const);
  const executor = new Executor({
    cells,
    types: { begin: ({ source }) => ({ source, admission }), service: { clear: () => undefined } },
    history: openHistory({ PAXOSLAB_KERNEL_HISTORY: "off" }),
    stdin: new Stdin({ session: "s", send: async () => true, answer: () => undefined }),
    publish: () => undefined,
  });
  return { executor, admit: () => check.resolve() };
}

const cell = () => ({
  identities: [],
  message: newMessage("execute_request", "s", { code: "await new Promise(() => {})" }),
});

describe("an interrupt", () => {
  it.each([...Array(16).keys()])(
    "reaches a cell that the compiler admits at this moment, %i promises before",
    async (promises) => {
      const { executor, admit } = newExecutor();
      const reply = executor.execute(cell(), 0);
      admit();
      for (let i = 0; i < promises; i++) await Promise.resolve();
      executor.interrupt();
      expect(await reply).toMatchObject({ status: "error", ename: "Interrupted" });
    },
  );

  it("reaches a cell that the compiler never comes to an end with", async () => {
    const { executor } = newExecutor();
    const reply = executor.execute(cell(), 0);
    executor.interrupt();
    expect(await reply).toMatchObject({ status: "error", ename: "Interrupted" });
  });

  it("of one shell leaves the cell of another alone", async () => {
    const { executor, admit } = newExecutor();
    const [first, second] = [executor.execute(cell(), 0), executor.execute(cell(), 1)];
    executor.interrupt(1);
    expect(await second).toMatchObject({ ename: "Interrupted" });
    admit();
    expect(await Promise.race([first, new Promise((resolve) => setTimeout(resolve, 5, "runs"))])).toBe(
      "runs",
    );
  });
});
