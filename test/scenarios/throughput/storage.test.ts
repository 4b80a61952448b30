import { expect, it } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { storage } from "../../../src/scenarios/index.ts";

const load = { length: milliseconds(600), every: milliseconds(100), clients: 20 };
const cut = storage({ ...load, snapshotEvery: 50 });
const whole = storage({ ...load, snapshotEvery: Infinity });

it("a log that is cut at snapshots stays short on disk; a whole one grows", () => {
  const [first, last] = [whole.samples[0]!, whole.samples.at(-1)!];
  expect(last.compact / first.compact).toBeGreaterThan(4);
  expect(Math.max(...cut.samples.map(({ compact }) => compact))).toBeLessThan(last.compact / 3);
});

it("one promise for all slots takes less than one for each", () => {
  for (const { compact, slotBySlot } of whole.samples) expect(slotBySlot).toBeGreaterThan(compact);
});

it("of a log of any length only the change is written", () => {
  expect(whole.journalled / whole.writes).toBeLessThan(1_000);
  expect(whole.journalled / whole.writes).toBeLessThan(whole.samples.at(-1)!.compact / 20);
});
