import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  embedPlotlyAgain,
  messagesByKind,
  mimeBundle,
  quorumIntersection,
  show,
  spaceTime,
  table,
  type Host,
  type MimeBundle,
} from "../../src/figures/index.ts";
import { calm, troubled } from "./support/runs.ts";

const shown: MimeBundle[] = [];
const host: Host = { name: "test", publish: (bundle) => void shown.push(bundle) };
const last = () => shown.at(-1) as MimeBundle;
const html = (bundle: MimeBundle) => String(bundle["text/html"]);

beforeEach(() => {
  shown.length = 0;
  embedPlotlyAgain();
});

describe("what show makes of a value", () => {
  test("a space-time diagram: HTML with its script, and the run in words", () => {
    show(spaceTime(calm().trace), { host });
    expect(html(last())).toMatch(/^<div class="paxoslab-figure">.*<svg .*<script>/s);
    expect(last()["text/plain"]).toContain("Bandra proposes ₹500 crore");
  });

  test("a Plotly figure: data for hosts that draw it, HTML for those that do not, and words", () => {
    const figure = quorumIntersection(3);
    show(figure, { host });
    expect(last()["application/vnd.plotly.v1+json"]).toEqual({
      data: figure.data,
      layout: figure.layout,
      config: figure.config,
    });
    expect(last()["text/plain"]).toContain(figure.alt);
  });

  test("a run or its trace: a summary", () => {
    show(calm(), { host });
    expect(last()["text/plain"]).toMatch(/messages sent\s+18\n/);
    show(calm().trace, { host });
    expect(shown[0]).toEqual(shown[1]);
  });

  test("a list of records: a table, safe against markup", () => {
    show(
      [
        { ward: "<Bandra>", votes: 9 },
        { ward: "Kurla", votes: 12, late: true },
      ],
      { host },
    );
    expect(last()["text/plain"]).toBe(
      "ward      votes  late\n────────  ─────  ────\n<Bandra>      9\nKurla        12  true",
    );
    expect(html(last())).toContain("&#60;Bandra&#62;");
  });

  test("a string: Markdown", () => {
    show("**quorum**", { host });
    expect(last()).toEqual({ "text/markdown": "**quorum**", "text/plain": "**quorum**" });
  });

  test("whatever displays itself does so; the rest is printed", () => {
    show({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<i>me</i>" }) }, { host });
    expect(last()["text/html"]).toBe("<i>me</i>");
    show({ a: [1, undefined] }, { host });
    expect(last()["text/plain"]).toBe('{\n  "a": [\n    1,\n    null\n  ]\n}');
    show(undefined, { host });
    expect(last()["text/plain"]).toBe("undefined");
  });
});

describe("plotly.js in the output", () => {
  const isCarrier = (bundle: MimeBundle) => html(bundle).length > 1_000_000;

  test("comes with the first figure of a session only", () => {
    show(quorumIntersection(3), { host });
    show(messagesByKind(calm().trace), { host });
    show(messagesByKind(troubled().trace), { host });
    expect(shown.map(isCarrier)).toEqual([true, false, false]);
  });

  test("comes again when the cell of the first figure runs again", () => {
    show(quorumIntersection(3), { host });
    show(messagesByKind(calm().trace), { host });
    show(quorumIntersection(3), { host });
    expect(shown.map(isCarrier)).toEqual([true, false, true]);
  });

  test("cannot end its script element early, whatever a value says", () => {
    const { names, ...trace } = calm().trace;
    const figure = messagesByKind({ ...trace, names }, { title: "</script><b>" });
    expect(html(mimeBundle(figure)).match(/<\/script>/g)).toHaveLength(3);
    expect(html(mimeBundle(figure))).not.toContain("<b>");
  });
});

describe("hosts", () => {
  afterEach(() => {
    Reflect.deleteProperty(globalThis, Symbol.for("paxoslab.publish"));
    Reflect.deleteProperty(globalThis, "__tslab__");
  });

  test("the lab's kernel gets the whole bundle", () => {
    const published: unknown[] = [];
    Object.assign(globalThis, {
      [Symbol.for("paxoslab.publish")]: (message: unknown) => published.push(message),
    });
    show("hello");
    expect(published).toEqual([{ data: { "text/markdown": "hello", "text/plain": "hello" }, metadata: {} }]);
  });

  test("tslab gets the richest form that it shows", () => {
    const raw: string[][] = [];
    const display = { raw: (...args: string[]) => raw.push(args) };
    Object.assign(globalThis, { __tslab__: { require: () => ({ display }) } });
    show("hello");
    show(table([{ a: 1 }]));
    expect(raw.map(([type]) => type)).toEqual(["text/markdown", "text/html"]);
  });

  test("plain Node prints words", () => {
    const log = vi.spyOn(console, "log").mockReturnValue();
    show(table([{ a: 1 }]));
    expect(log).toHaveBeenCalledWith("a\n─\n1");
    log.mockRestore();
  });
});

test("a figure shows itself: by the kernels' convention, and in words on a console", () => {
  const figure = spaceTime(calm().trace);
  const display = (figure as unknown as Record<symbol, () => MimeBundle>)[Symbol.for("Jupyter.display")];
  expect(display?.()).toEqual(mimeBundle(figure));
  expect(inspect(figure)).toBe(mimeBundle(figure)["text/plain"]);
  expect(JSON.parse(JSON.stringify(figure))).toEqual({ ...figure });
});
