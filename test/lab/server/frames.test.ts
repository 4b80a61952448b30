import { assert, json, property } from "fast-check";
import { expect, test } from "vitest";
import type { Message } from "../../../src/kernel/client/index.ts";
import { compactProtocol, fromFrame, toFrame } from "../../../src/lab/server/kernels/frames.ts";

const header = {
  msg_id: "1",
  msg_type: "execute_request",
  session: "s",
  username: "learner",
  date: "2026-07-26T00:00:00.000Z",
  version: "5.4",
};

const message: Message = { header, parent_header: {}, metadata: {}, content: { code: "₹500" }, buffers: [] };

test("text frames say channel, id and type on the outside, as Jupyter's do", () => {
  const frame = JSON.parse(String(toFrame("shell", message, ""))) as unknown;
  expect(frame).toMatchObject({ channel: "shell", msg_id: "1", msg_type: "execute_request", header });
});

test.each(["", compactProtocol])("what is framed in protocol '%s' can be read back", (protocol) => {
  assert(
    property(json(), (text) => {
      const sent = { ...message, content: { text } };
      const frame = toFrame("control", sent, protocol);
      expect(fromFrame(Buffer.from(frame), protocol)).toEqual({ channel: "control", message: sent });
    }),
  );
});

test("the compact protocol carries buffers", () => {
  const sent = { ...message, buffers: [Buffer.from([1, 2, 3]), Buffer.alloc(0)] };
  const frame = toFrame("stdin", sent, compactProtocol) as Buffer;
  expect(fromFrame(frame, compactProtocol).message.buffers.map((buffer) => [...buffer])).toEqual([
    [1, 2, 3],
    [],
  ]);
});

test.each([
  ["no JSON", "{", ""],
  ["a channel of the kernel's own", JSON.stringify({ ...message, channel: "iopub" }), ""],
  ["no header", JSON.stringify({ channel: "shell" }), ""],
  ["too short for its table", "abc", compactProtocol],
])("a frame with %s is refused with a sentence", (_, frame, protocol) => {
  expect(() => fromFrame(Buffer.from(frame), protocol)).toThrow(/^This is not a Jupyter message: /);
});
