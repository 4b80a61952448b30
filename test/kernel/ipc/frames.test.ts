import * as fc from "fast-check";
import { expect, it } from "vitest";
import { encodeFrame, FrameReader } from "../../../src/kernel/ipc/index.ts";

it("messages arrive whole and in order, in whatever pieces a pipe delivers them", () => {
  const messages = fc.array(fc.record({ text: fc.string({ unit: "grapheme" }), n: fc.nat() }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(messages, fc.array(fc.nat(20), { maxLength: 20 }), (sent, sizes) => {
      const bytes = Buffer.concat(sent.map(encodeFrame));
      const received: unknown[] = [];
      const reader = new FrameReader((message) => received.push(message));
      let start = 0;
      for (const size of sizes) {
        reader.push(bytes.subarray(start, start + size));
        start += size;
      }
      reader.push(bytes.subarray(start));
      expect(JSON.stringify(received)).toBe(JSON.stringify(sent));
    }),
  );
});

it("a huge message in many pieces takes no longer than its size", () => {
  const message = { text: "x".repeat(20_000_000) };
  const bytes = encodeFrame(message);
  let length = 0;
  const reader = new FrameReader<typeof message>(({ text }) => {
    length = text.length;
  });
  const start = performance.now();
  for (let at = 0; at < bytes.length; at += 65_536) reader.push(bytes.subarray(at, at + 65_536));
  expect(length).toBe(message.text.length);
  // Joined anew at each piece it would be some 3 GB to copy.
  expect(performance.now() - start).toBeLessThan(1_000);
});
