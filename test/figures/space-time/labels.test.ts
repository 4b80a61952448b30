import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LabelPlacer } from "../../../src/figures/space-time/labels.ts";
import { textWidth } from "../../../src/figures/space-time/svg.ts";

const bounds = { left: 0, right: 400, top: 0, bottom: 200 };

test("labels never lie upon one another, nor outside", () => {
  const places = fc.record({ x: fc.integer({ min: -50, max: 450 }), y: fc.integer({ min: -50, max: 250 }) });
  fc.assert(
    fc.property(fc.array(places, { maxLength: 40 }), (wishes) => {
      const placer = new LabelPlacer(bounds, []);
      const placed = wishes.flatMap((wish) => placer.place("promise", 11, [wish]) ?? []);
      const width = textWidth("promise", 11);
      for (const [index, a] of placed.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(bounds.left);
        expect(a.x + width).toBeLessThanOrEqual(bounds.right);
        for (const b of placed.slice(index + 1)) {
          expect(Math.abs(a.x - b.x) >= width || Math.abs(a.y - b.y) >= 11).toBe(true);
        }
      }
    }),
  );
});

test("of two free places, the one that crosses fewer lines is taken", () => {
  const placer = new LabelPlacer(bounds, [{ x1: 0, y1: 95, x2: 400, y2: 95 }]);
  expect(
    placer.place("promise", 11, [
      { x: 50, y: 100 },
      { x: 50, y: 150 },
    ]),
  ).toEqual({ x: 50, y: 150 });
});

test("a label with no free place is left out", () => {
  const placer = new LabelPlacer(bounds, []);
  placer.block(bounds);
  expect(placer.place("promise", 11, [{ x: 50, y: 100 }])).toBeNull();
});
