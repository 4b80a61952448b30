import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { milliseconds } from "../../../src/core/index.ts";
import { flightsOf, spaceTime } from "../../../src/figures/index.ts";
import { calm, drains, lateAndheri, troubled } from "../support/runs.ts";
import { countOf, texts, tips } from "../support/svg.ts";
import { traceOf, traces } from "../support/trace-builder.ts";

describe("arrows", () => {
  test("there is one for every flight, and a cross for every loss", () => {
    fc.assert(
      fc.property(traces, ({ trace }) => {
        const { svg } = spaceTime(trace);
        const flights = flightsOf(trace);
        const lost = flights.filter(({ end }) => end.kind === "dropped").length;
        expect(countOf(svg, "m")).toBe(flights.length);
        expect(countOf(svg, "lost")).toBe(lost);
        expect(countOf(svg, "cross")).toBe(2 * lost);
      }),
      { numRuns: 40 },
    );
  });

  test("an arrow tells its message, its way and its times", () => {
    const [first] = tips(spaceTime(calm().trace, { filter: ({ from, to }) => from !== to }).svg);
    expect(first).toMatch(
      /^prepare 1\.0\nBandra → (Andheri|Kurla)\nballot 1\.0: round 1 of Bandra\nsent at 0 µs\ndelivered at .* ms, after .* ms$/,
    );
  });

  test("a lost message tells why it was lost", () => {
    const fate = { kind: "dropped", after: 0, why: "partition" } as const;
    const { svg } = spaceTime(traceOf(["a", "b"], [{ at: 0, from: 0, to: 1, kind: "accept", fate }]));
    expect(tips(svg)[0]).toContain("cut off by a partition at 0 µs");
  });

  test("question and answer differ in dash, not in colour alone", () => {
    const { svg } = spaceTime(calm().trace);
    expect(svg).toContain(".m.answer .line{stroke-dasharray");
    const promises = flightsOf(calm().trace).filter(({ kind }) => kind === "promise" || kind === "accepted");
    expect(countOf(svg, "answer")).toBe(promises.length);
  });
});

describe("what happens to nodes", () => {
  const { trace } = troubled();
  const { svg, alt } = spaceTime(trace);

  test("crash, restart and pause are named on the lane", () => {
    expect(texts(svg, "label")).toEqual(expect.arrayContaining(["crash", "restart", "pause"]));
    expect(countOf(svg, "down")).toBe(1);
    expect(countOf(svg, "paused")).toBe(1);
  });

  test("a partition is a band with its label, and tells who could reach whom", () => {
    expect(texts(svg, "label")).toContain("Bandra cut off");
    expect(countOf(svg, "band")).toBe(1);
    expect(countOf(svg, "island")).toBe(5);
    expect(tips(svg)).toContain(
      "Bandra cut off\nBandra | Andheri, Kurla, Dadar, Worli\nfrom 30 ms to 160 ms",
    );
  });

  test("each node's decision is a mark", () => {
    const deciders = trace.events.filter(({ kind }) => kind === "decide").length;
    expect(tips(svg).filter((tip) => tip.startsWith("decides "))).toHaveLength(deciders);
  });

  test("the alternative text says what one would see", () => {
    expect(alt).toMatch(
      /^Space-time diagram of 5 nodes from 0 µs to .*: \d+ messages \(.* prepare, .*\), \d+ lost\./,
    );
    expect(alt).toContain("Crashes: Dadar. Partitions: Bandra cut off.");
    expect(alt).toMatch(/decides? ₹\d+ crore/);
  });
});

describe("options", () => {
  test("title, subtitle and caption stand in the drawing, safe against markup", () => {
    const { svg } = spaceTime(calm().trace, {
      title: "a < b & c",
      subtitle: "below",
      caption: "at the foot",
    });
    expect(texts(svg, "title")).toEqual(["a < b & c"]);
    expect(texts(svg, "subtitle")).toEqual(["below"]);
    expect(texts(svg, "caption")).toEqual(["at the foot"]);
  });

  test("only the wanted nodes, messages and times are drawn", () => {
    const { trace } = calm();
    expect(countOf(spaceTime(trace, { filter: ({ kind }) => kind === "prepare" }).svg, "m")).toBe(3);
    expect(texts(spaceTime(trace, { nodes: [2, 0] }).svg, "name")).toEqual(["Kurla", "Bandra"]);
    const early = flightsOf(trace).filter(({ sentAt }) => sentAt <= milliseconds(5)).length;
    expect(countOf(spaceTime(trace, { to: milliseconds(5) }).svg, "m")).toBe(early);
  });

  test("the caller may give the words and the roles of another protocol", () => {
    const { svg } = spaceTime(calm().trace, {
      words: { decision: () => "settled" },
      roles: { prepare: { phase: "decision", part: "answer" } },
    });
    expect(texts(svg, "decision")).toContain("settled");
    expect(svg).toContain('class="m decision answer"');
  });

  test("a node or a range that the trace does not have is refused in one sentence", () => {
    const { trace } = calm();
    expect(() => spaceTime(trace, { nodes: [9] })).toThrow(
      "options.nodes names node 9; the trace has nodes 0 to 2.",
    );
    expect(() => spaceTime(trace, { from: 10, to: 5 })).toThrow(
      "the range ends (5 µs) before it begins (10 µs).",
    );
  });
});

test("a message half an hour late fits beside others of a few milliseconds: idle time is left out", () => {
  const { svg } = spaceTime(lateAndheri().trace, { scale: "compressed" });
  const [breaks, lanes] = [2, 5];
  expect(countOf(svg, "slashes")).toBe(2 * breaks * lanes);
  expect(texts(svg)).toEqual(expect.arrayContaining(["0", "30 min", "60 min", "30 min idle"]));
});

test("an empty trace is an empty diagram, not an error", () => {
  const { svg, alt } = spaceTime({ protocol: "none", seed: 1, names: ["a"], events: [] });
  expect(countOf(svg, "m")).toBe(0);
  expect(alt).toContain("No node decides.");
});

test("in words, the run is told from request to decision", () => {
  const lines = spaceTime(calm().trace).text.split("\n");
  expect(lines[1]).toMatch(/0 µs {2}Bandra proposes ₹500 crore$/);
  expect(lines[2]).toMatch(/Bandra → Bandra, Andheri, Kurla: prepare 1\.0$/);
  expect(lines.some((line) => line.endsWith(`decides ${drains}`))).toBe(true);
});

test("the same trace gives the same drawing", () => {
  expect(spaceTime(troubled().trace).svg).toBe(spaceTime(troubled().trace).svg);
});
