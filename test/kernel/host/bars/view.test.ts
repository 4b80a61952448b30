import { expect, it } from "vitest";
import { viewOfBars } from "../../../../src/kernel/host/bars/view.ts";
import type { BarState } from "../../../../src/kernel/worker/bars/state.ts";

const running: BarState = { label: "", count: 0, elapsedMs: 0, phase: "running" };
const text = (bar: Partial<BarState>): string => viewOfBars([{ ...running, ...bar }])["text/plain"] ?? "";
const html = (bar: Partial<BarState>): string => viewOfBars([{ ...running, ...bar }])["text/html"] ?? "";

it("tells count, rate, time gone and time left", () => {
  expect(text({ label: "Runs", count: 25, total: 100, elapsedMs: 10_000 })).toBe(
    "Runs █████░░░░░░░░░░░░░░░ 25/100 · 2.5/s · 10 s, 30 s left",
  );
  expect(text({ count: 3, total: 7_203, elapsedMs: 3_000 })).toContain(
    "3/7,203 · 1.0/s · 3.0 s, 2:00:00 left",
  );
  expect(text({ count: 3, elapsedMs: 60_000 })).toBe("3 · 3.0/min · 1:00");
  expect(text({ count: 3, elapsedMs: 7_200_000 })).toBe("3 · 1.5/h · 2:00:00");
  expect(text({ count: 100_000, elapsedMs: 500 })).toBe("100,000 · 200,000/s · 0.5 s");
  expect(text({ total: 4 })).toBe("░░░░░░░░░░░░░░░░░░░░ 0/4 · 0.0 s");
});

it("tells how it ended", () => {
  const bar = { count: 5, total: 10, elapsedMs: 1_000 };
  expect(text({ ...bar, count: 10, phase: "done" })).toBe("████████████████████ 10/10 done · 10/s · 1.0 s");
  for (const phase of ["stopped", "failed", "interrupted"] as const) {
    expect(text({ ...bar, phase })).toBe(`██████████░░░░░░░░░░ ${phase} at 5/10 · 5.0/s · 1.0 s`);
  }
  expect(text({ ...bar, phase: "lost" })).toContain("lost at 5/10 or later, when the process ended");
  expect(text({ count: 7, elapsedMs: 1_000, phase: "done" })).toBe(
    "████████████████████ 7 done · 7.0/s · 1.0 s",
  );
  expect(text({ phase: "done", total: 0 })).toBe("████████████████████ 0/0 done · 0.0 s");
});

it("a total that turns out too low is not believed", () => {
  expect(text({ count: 11, total: 10, elapsedMs: 1_000 })).toBe("11/10 · 11/s · 1.0 s");
});

it("is a progress element with a name, without a value as long as nobody knows", () => {
  expect(html({ label: `<"a">`, count: 1, total: 4 })).toContain(
    `<progress aria-label="&lt;&quot;a&quot;>" max="1" value="0.2500"`,
  );
  expect(html({ count: 1 })).toMatch(/<progress aria-label="Progress" max="1" style=/);
  expect(html({ count: 1, phase: "interrupted" })).toContain(`value="0.0000"`);
});

it("of very many bars some are shown and the others counted", () => {
  const bars = Array.from({ length: 50 }, () => running);
  const view = viewOfBars(bars);
  expect(view["text/html"]?.match(/<progress/g)).toHaveLength(20);
  expect(view["text/plain"]).toMatch(/… and 30 more$/);
});
