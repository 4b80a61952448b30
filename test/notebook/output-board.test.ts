import { beforeEach, expect, it } from "vitest";
import type { Message } from "../../src/kernel/client/index.ts";
import { OutputBoard } from "../../src/notebook/output-board.ts";

let board: OutputBoard;
beforeEach(() => {
  board = new OutputBoard();
});

function hear(msg_type: string, content: Message["content"], cell = 0): void {
  const header = { msg_id: "1", msg_type, session: "s", username: "u", date: "", version: "5.4" };
  board.hear(cell, { header, parent_header: {}, metadata: {}, content, buffers: [] });
}

const display = (text: string, display_id?: string) => ({
  data: { "text/plain": text },
  metadata: {},
  transient: display_id === undefined ? {} : { display_id },
});

const texts = (cell = 0): readonly unknown[] =>
  board
    .outputsOf(cell)
    .map((output) =>
      "data" in output ? output.data["text/plain"] : "text" in output ? output.text : output.output_type,
    );

it("merges what one stream prints until something else comes between", () => {
  for (const text of ["a", "b"]) hear("stream", { name: "stdout", text });
  hear("stream", { name: "stderr", text: "c" });
  hear("stream", { name: "stdout", text: "d" });
  expect(texts()).toEqual(["ab", "c", "d"]);
});

it("keeps results with their count, and leaves out what only a live page needs", () => {
  hear("execute_result", { ...display("7"), execution_count: 3 });
  expect(board.outputsOf(0)).toEqual([
    { output_type: "execute_result", execution_count: 3, data: { "text/plain": "7" }, metadata: {} },
  ]);
});

it("keeps errors", () => {
  hear("error", { ename: "RangeError", evalue: "no", traceback: ["RangeError: no"] });
  expect(board.outputsOf(0)).toEqual([
    { output_type: "error", ename: "RangeError", evalue: "no", traceback: ["RangeError: no"] },
  ]);
});

it("updates a display where it was shown, be it in an earlier cell", () => {
  hear("display_data", display("before", "d1"), 0);
  hear("display_data", display("other", "d2"), 0);
  hear("update_display_data", display("after", "d1"), 1);
  expect(texts(0)).toEqual(["after", "other"]);
  expect(texts(1)).toEqual([]);
});

it("clears at once, or when the next output comes", () => {
  hear("stream", { name: "stdout", text: "a" });
  hear("clear_output", { wait: false });
  expect(texts()).toEqual([]);
  hear("stream", { name: "stdout", text: "b" });
  hear("clear_output", { wait: true });
  expect(texts()).toEqual(["b"]);
  hear("stream", { name: "stdout", text: "c" });
  hear("stream", { name: "stdout", text: "d" });
  expect(texts()).toEqual(["cd"]);
});
