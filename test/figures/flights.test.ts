import * as fc from "fast-check";
import { expect, test } from "vitest";
import { flightsOf, messagesOf } from "../../src/figures/flights.ts";
import { traceOf, traces } from "./support/trace-builder.ts";

test("every delivery and every loss is the end of one flight, and a message without an end is under way", () => {
  fc.assert(
    fc.property(traces, ({ sent, trace }) => {
      const flights = flightsOf(trace);
      const ends = (kind: string) => flights.filter(({ end }) => end.kind === kind).length;
      expect(ends("delivered")).toBe(trace.events.filter(({ kind }) => kind === "deliver").length);
      expect(ends("dropped")).toBe(trace.events.filter(({ kind }) => kind === "drop").length);
      expect(ends("under way")).toBe(sent.filter(({ fate }) => fate.kind === "under way").length);
    }),
  );
});

test("a message sent once is one message, however often it arrives", () => {
  fc.assert(
    fc.property(traces, ({ sent, trace }) => {
      expect(messagesOf(trace)).toHaveLength(sent.length);
    }),
  );
});

test("the second delivery under one id is the duplicate", () => {
  const trace = traceOf(
    ["a", "b"],
    [{ at: 0, from: 0, to: 1, kind: "prepare", fate: { kind: "delivered", after: [5, 9] } }],
  );
  expect(flightsOf(trace).map(({ end }) => end)).toEqual([
    { kind: "delivered", at: 5, duplicate: false },
    { kind: "delivered", at: 9, duplicate: true },
  ]);
});
