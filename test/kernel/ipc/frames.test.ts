import { array, assert, integer, nat, property, record, string } from "fast-check";
import { expect, it } from "vitest";
import { encodeFrame, FrameReader } from "../../../src/kernel/ipc/index.ts";

it("messages arrive whole and in order, in whatever pieces a pipe delivers them", () => {
  const messages = array(record({ text: string({ unit: "binary" }), n: integer() }));
  assert(
    property(messages, array(nat(20)), (sent, sizes) => {
      const bytes = Buffer.concat(sent.map(encodeFrame));
      const received: unknown[] = [];
      const reader = new FrameReader((message) => received.push(message));
      let start = 0;
      for (const size of sizes) {
        reader.push(bytes.subarray(start, start + size));
        start += size;
      }
      reader.push(bytes.subarray(start));
      expect(received).toEqual(sent);
    }),
  );
});

it("a huge message in many pieces takes no longer than its size", () => {
  const message = { text: "x".repeat(20_000_000) };
  const bytes = encodeFrame(message);
  let received: unknown;
  const reader = new FrameReader((each) => {
    received = each;
  });
  const start = performance.now();
  for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536));
  expect(received).toEqual(message);
  // Joined anew at each piece it would be some 3 GB to copy.
  expect(performance.now() - start).toBeLessThan(1_000);
});
