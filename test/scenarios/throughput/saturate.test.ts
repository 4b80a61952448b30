import { describe, expect, it } from "vitest";
import { milliseconds, seconds } from "../../../src/core/index.ts";
import { saturate, throughputDefaults } from "../../../src/scenarios/index.ts";
import { json, messagePack } from "../../../src/wire/index.ts";

const free = { handle: 0, send: 0, persist: 0 };
const brief = { length: milliseconds(100), warmUp: milliseconds(50) };

describe("a leader with nothing else to do", () => {
  it.each([
    { window: 1, batch: 4 },
    { window: 4, batch: 4 },
    { window: 16, batch: 1 },
    { window: 2, batch: 32 },
  ])("decides window × batch commands in a round trip: $window × $batch", ({ window, batch }) => {
    const { perSecond, utilisation, campaigns } = saturate({
      ...brief,
      window,
      batch,
      clients: 200,
      work: free,
      jitter: 0,
    });
    const roundTrip = (2 * throughputDefaults.latency) / seconds(1);
    const expected = (window * batch) / roundTrip;
    expect(perSecond / expected).toBeGreaterThan(0.95);
    expect(perSecond / expected).toBeLessThan(1.05);
    expect([utilisation, campaigns]).toEqual([0, 0]);
  });
});

describe("a leader that works", () => {
  const clients = 200;
  const one = saturate({ ...brief, clients, batch: 1 });
  const many = saturate({ ...brief, clients, batch: 64 });

  it("leads: with one command a slot, its own work for that is all that limits it", () => {
    const { handle, send, persist } = throughputDefaults.work;
    const perCommand = handle + persist + 4 * send + 4 * handle;
    expect(one.utilisation).toBeGreaterThan(0.99);
    expect((one.perSecond * perCommand) / seconds(1)).toBeCloseTo(1, 1);
  });

  it("is never busy for more than all of the time", () => {
    for (const { utilisation } of [one, many]) expect(utilisation).toBeLessThanOrEqual(1);
    expect(many.utilisation).toBeGreaterThan(0.85);
  });

  it("gets more done in larger batches: one write and one round for many", () => {
    expect(many.perSecond).toBeGreaterThan(3 * one.perSecond);
    expect(many.messagesPerCommand).toBeLessThan(one.messagesPerCommand / 2);
  });

  it("obeys Little's law: clients = throughput × latency", () => {
    for (const { perSecond, latency } of [one, many]) {
      const inside = (perSecond * latency.mean) / seconds(1);
      expect(inside / clients).toBeGreaterThan(0.97);
      expect(inside / clients).toBeLessThan(1.03);
    }
  });

  it("does no more than its work allows, however many ask", () => {
    const work = { handle: 100, send: 0, persist: 0 };
    const { perSecond, utilisation } = saturate({
      ...brief,
      clients,
      batch: 1,
      window: 1_000,
      work,
      nodes: 3,
    });
    // A request, two answers: three things to handle for each command.
    expect(utilisation).toBeGreaterThan(0.99);
    expect(perSecond).toBeLessThan(1.02 * (seconds(1) / 300));
  });
});

describe("packets", () => {
  const load = {
    length: milliseconds(30),
    warmUp: milliseconds(30),
    clients: 50,
    batch: 1,
    wire: { encoding: json, compression: "none" as const },
  };

  it("carry several messages, so fewer headers and fewer steps", () => {
    const alone = saturate(load);
    const shared = saturate({ ...load, packing: 200 });
    expect(alone.packetsPerCommand).toBe(alone.messagesPerCommand);
    expect(shared.packetsPerCommand).toBeLessThan(alone.packetsPerCommand / 5);
    expect(shared.bytesPerCommand!).toBeLessThan(alone.bytesPerCommand!);
  });

  it("take fewer bytes in binary, and far fewer compressed", () => {
    const packing = 200;
    const bytes = (encoding: typeof json, compression: "none" | "packet" | "stream"): number =>
      saturate({ ...load, packing, wire: { encoding, compression } }).bytesPerCommand!;
    const plain = bytes(json, "none");
    expect(bytes(messagePack, "none")).toBeLessThan(0.8 * plain);
    expect(bytes(messagePack, "packet")).toBeLessThan(0.3 * plain);
    expect(bytes(json, "stream")).toBeLessThan(bytes(json, "packet"));
  });
});

it("the same options give the same result", () => {
  const options = { ...brief, clients: 50, seed: 3 };
  expect(saturate(options)).toEqual(saturate(options));
});
