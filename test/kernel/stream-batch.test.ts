import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { StreamBatch, type StreamChunk } from "../../src/kernel/host/stream-batch.ts";

const emitted: StreamChunk[] = [];
let batch: StreamBatch;

beforeEach(() => {
  vi.useFakeTimers();
  emitted.length = 0;
  batch = new StreamBatch((chunk) => emitted.push(chunk));
});

afterEach(() => {
  vi.useRealTimers();
});

const out = (text: string): StreamChunk => ({ cellId: 1, stream: "stdout", text });
const err = (text: string): StreamChunk => ({ cellId: 1, stream: "stderr", text });

it("joins what comes in quick succession", () => {
  for (const text of ["a", "b", "c"]) batch.add(out(text));
  expect(emitted).toEqual([]);
  vi.advanceTimersByTime(20);
  expect(emitted).toEqual([out("abc")]);
});

it("keeps the order of the two streams", () => {
  for (const chunk of [out("1"), out("2"), err("3"), out("4")]) batch.add(chunk);
  batch.flush();
  expect(emitted).toEqual([out("12"), err("3"), out("4")]);
});

it("does not hold back a flood until it ends", () => {
  for (let line = 0; line < 100; line += 1) batch.add(out("x".repeat(1_000)));
  expect(emitted.length).toBeGreaterThan(0);
});

it("says nothing when there is nothing to say", () => {
  batch.add(out(""));
  batch.flush();
  expect(emitted).toEqual([]);
});
