import { describe, expect, test } from "vitest";
import { historyTimeline, mimeBundle } from "../../../src/figures/index.ts";
import {
  checkLinearizability,
  register,
  type Call,
  type RegisterOperation,
  type RegisterResult,
} from "../../../src/properties/index.ts";
import { countOf, texts, tips } from "../support/svg.ts";

type RegisterCall = Call<RegisterOperation<string>, RegisterResult<string>>;

const specification = register("nothing");
const call = (
  client: number,
  operation: RegisterOperation<string>,
  [invokedAt, returnedAt]: readonly [number, number],
  result: string,
): RegisterCall => ({ client, operation, invokedAt, returnedAt, result });

const stale: readonly RegisterCall[] = [
  call(0, { kind: "write", value: "drains" }, [0, 4], "ok"),
  call(1, { kind: "write", value: "roads" }, [6, 11], "ok"),
  call(2, { kind: "read" }, [9, 14], "roads"),
  call(0, { kind: "read" }, [16, 20], "drains"),
  { client: 2, operation: { kind: "write", value: "lights" }, invokedAt: 18, returnedAt: null },
  call(2, { kind: "read" }, [19, 21], "roads"),
];
const fresh = stale.with(3, call(0, { kind: "read" }, [16, 20], "roads"));
const figureOf = (history: readonly RegisterCall[]) =>
  historyTimeline(history, { verdict: checkLinearizability(history, specification), specification });

describe("a history that fits no order", () => {
  const { svg, alt, text } = figureOf(stale);

  test("has a bar for every call, a row for every client, and one more where a client asks again", () => {
    expect(countOf(svg, "call")).toBe(stale.length);
    expect(texts(svg, "name")).toEqual(["client 0", "client 1", "client 2"]);
    expect(
      new Set([...svg.matchAll(/class="words halo" x="[^"]*" y="([^"]*)"/g)].map(([, y]) => y)).size,
    ).toBe(4);
  });

  test("marks the part, the call to blame, and where its result came from, not by colour alone", () => {
    expect(tips(svg)).toContain(
      'read → "drains"\nclient 0, call 3 of the history\nfrom 16 to 20\nits result fits no order',
    );
    expect([countOf(svg, "part"), countOf(svg, "blamed"), countOf(svg, "source")]).toEqual([1, 1, 1]);
    expect(countOf(svg, "cross")).toBe(1);
    expect(svg).toMatch(/\.call\.source \.bar\{[^}]*stroke-dasharray/);
  });

  test("tells in words what cannot be", () => {
    expect(alt).toBe(
      'Timeline of 6 calls by 3 clients. No order explains client 0\'s read → "drains". ' +
        'Before it was invoked, client 2\'s read → "roads" had returned. ' +
        'What it returned is from before: client 0\'s write "drains". ' +
        'It could have returned "roads" or "lights". ' +
        "The other calls (4) do not help, whether they took effect or not.",
    );
    expect(text).toContain('X client 0, 16 to 20: read → "drains"');
    expect(text).toContain('  client 2, 18 to …: write "lights"');
  });
});

test("a linearizable history shows when each call takes effect, in order, each within its bar", () => {
  const { svg, text } = figureOf(fresh);
  expect(texts(svg, "rank")).toHaveLength(5);
  expect(text).toContain('client 0, 0 to 4: write "drains" (effect 1)');
  for (const [, left, right, point] of svg.matchAll(
    /class="bar" d="M([\d.]+) [\d.]+H([\d.]+)V[^"]*Z"\/><path class="point" d="M([\d.]+)/g,
  )) {
    expect(Number(point)).toBeGreaterThan(Number(left));
    expect(Number(point)).toBeLessThan(Number(right));
  }
});

test("of a long history only the part and its sources are drawn", () => {
  const padding = Array.from({ length: 100 }, (_, index) =>
    call(3, { kind: "read" }, [100 + 2 * index, 101 + 2 * index], "roads"),
  );
  const figure = figureOf([...stale, ...padding]);
  expect(countOf(figure.svg, "call")).toBe(3);
  expect(figure.alt).toMatch(/^Timeline of 3 calls of 106 by 2 clients\./);
});

test("needs neither verdict nor specification, and shows what it is asked to", () => {
  const { title, svg, text } = historyTimeline(stale, {
    calls: [0, 3],
    nameOf: (client) => `ward ${client}`,
  });
  expect(title).toBe("Who asked what, from when to when, and what they were told");
  expect(texts(svg, "name")).toEqual(["ward 0"]);
  expect(text).toContain("ward 0, 16 to 20: read → drains");
  expect(() => historyTimeline(stale, { calls: [9] })).toThrow("names call 9; the history has calls 0 to 5");
});

test("is plain data that shows itself", () => {
  const figure = figureOf(stale);
  expect(structuredClone({ ...figure })).toEqual({ ...figure });
  expect(mimeBundle(figure)["text/html"]).toContain(figure.svg);
});

test("colours are those of the theme, light and dark", () => {
  const { svg } = figureOf(stale);
  expect(svg).toContain("@media(prefers-color-scheme:dark)");
  expect(svg).toContain(".call.blamed{color:var(--fault)}");
});
