import { expect, test } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { Executions } from "../../../src/lab/server/kernels/executions.ts";

function message(id: string, type: string, content: object, parent?: string): Message {
  const header = { msg_id: id, msg_type: type, session: "s", username: "u", date: "2026", version: "5.4" };
  const parent_header = parent === undefined ? {} : { ...header, msg_id: parent };
  return { header, parent_header, metadata: {}, content: { ...content }, buffers: [] };
}

const request = (id: string, cellId: string): Message => ({
  ...message(id, "execute_request", {}),
  metadata: { cellId },
});

const printed = (parent: string, text: string) => message(`${parent}-${text}`, "stream", { text }, parent);
const idle = (parent: string) => message(`${parent}-idle`, "status", { execution_state: "idle" }, parent);

test("keeps what the last execution of each cell published, and whether it has ended", () => {
  const executions = new Executions();
  executions.hearRequest(request("r1", "sum"));
  executions.hearKernel("iopub", printed("r1", "42"));
  expect(executions.list()).toEqual([{ cellId: "sum", requestId: "r1", finished: false }]);
  executions.hearKernel("iopub", idle("r1"));
  expect(executions.get("r1")).toMatchObject({
    finished: true,
    messages: [{ type: "stream" }, { type: "status" }],
  });

  executions.hearRequest(request("r2", "sum"));
  expect(executions.get("r1")).toBeUndefined();
  expect(executions.list()).toEqual([{ cellId: "sum", requestId: "r2", finished: false }]);
});

test("ignores what does not say its cell, and what is not published", () => {
  const executions = new Executions();
  executions.hearRequest(message("r1", "execute_request", {}));
  executions.hearRequest(request("r2", "sum"));
  executions.hearKernel("shell", message("x", "execute_reply", {}, "r2"));
  executions.hearKernel("iopub", printed("r1", "lost"));
  expect(executions.list()).toHaveLength(1);
  expect(executions.get("r2")?.messages).toEqual([]);
});

test("a runaway cell fills no memory, but its end and its error are kept", () => {
  const executions = new Executions();
  executions.hearRequest(request("r1", "flood"));
  const megabyte = "x".repeat(1_000_000);
  for (let at = 0; at < 20; at++) executions.hearKernel("iopub", printed("r1", megabyte));
  executions.hearKernel("iopub", message("e", "error", { ename: "Interrupted" }, "r1"));
  executions.hearKernel("iopub", idle("r1"));
  const types = executions.get("r1")?.messages.map(({ type }) => type) ?? [];
  expect(types.filter((type) => type === "stream").length).toBeLessThan(10);
  expect(types.slice(-2)).toEqual(["error", "status"]);
});

test("a kernel's death finishes what it had begun", () => {
  const executions = new Executions();
  executions.hearRequest(request("r1", "sum"));
  executions.abandonUnfinished();
  expect(executions.list()).toEqual([{ cellId: "sum", requestId: "r1", finished: true }]);
});

test("a question is kept with its answer, so that a page that is reloaded knows both, but no password", () => {
  const executions = new Executions();
  executions.hearRequest(request("r1", "sum"));
  const ask = (id: string, password: boolean) =>
    executions.hearKernel("stdin", message(id, "input_request", { prompt: "?", password }, "r1"));
  const kept = () => executions.get("r1")?.messages.map(({ type, content }) => [type, content["value"]]);
  ask("q1", false);
  expect(kept()).toEqual([["input_request", undefined]]);
  executions.hearRequest(message("a1", "input_reply", { value: "Bandra" }));
  ask("q2", true);
  executions.hearRequest(message("a2", "input_reply", { value: "monsoon" }));
  executions.hearRequest(message("a3", "input_reply", { value: "to nobody" }));
  expect(kept()).toEqual([
    ["input_request", undefined],
    ["input_reply", "Bandra"],
    ["input_request", undefined],
    ["input_reply", undefined],
  ]);
});
