import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderHtml, type MimeBundle, type Output } from "../../../src/notebook/index.ts";
import { codeCell, markdownCell, notebookOf } from "../example.ts";

const shown = (data: MimeBundle): Output => ({ output_type: "display_data", data, metadata: {} });
const pageWith = async (...outputs: Output[]): Promise<string> =>
  renderHtml(notebookOf(codeCell("1", outputs)));
const plotly = "application/vnd.plotly.v1+json";
const figure = { data: [{ y: [1, 2] }], layout: { title: { text: "</script><b>" } } };

describe("the page", () => {
  it("is titled by the first heading, or as told", async () => {
    expect(await renderHtml(notebookOf(markdownCell("# A < B")))).toContain("<title>A &lt; B</title>");
    expect(await renderHtml(notebookOf(), { fallbackTitle: "x" })).toContain("<title>x</title>");
  });

  it("lists its sections with links to them", async () => {
    const page = await renderHtml(notebookOf(markdownCell("# T\n## One"), markdownCell("## Two\n### Part")));
    const links = [...page.matchAll(/<li class="level-(\d)"><a href="#([\w-]+)">/g)];
    expect(links.map(([, level, slug]) => `${level} ${slug}`)).toEqual(["2 one", "2 two", "3 part"]);
    for (const [, , slug] of links) expect(page).toContain(` id="${slug}"`);
  });

  it("loads nothing from anywhere", async () => {
    const page = await renderHtml(
      notebookOf(markdownCell("# T\n$x$"), codeCell("1", [shown({ [plotly]: figure })])),
    );
    const withoutScripts = page.replaceAll(/<script>[^]*?<\/script>/g, "");
    expect(withoutScripts).not.toMatch(/\b(src|href)="(?!data:|#)/);
    expect(withoutScripts).not.toMatch(/url\((?!data:)/);
    expect(page).not.toMatch(/<(link|script)\b[^>]*\b(href|src)=/);
  });

  it("carries KaTeX's fonts and plotly.js only where they are needed, and once", async () => {
    const plain = await renderHtml(notebookOf(markdownCell("# T"), codeCell("1")));
    expect(plain.length).toBeLessThan(20_000);
    const drawn = shown({ [plotly]: figure });
    const one = await pageWith(drawn);
    const two = await pageWith(drawn, drawn);
    expect(two.length - one.length).toBeLessThan(1_000);
    expect(one.length).toBeGreaterThan(1_000_000);
  });
});

describe("outputs", () => {
  it("show a figure as a figure, not as the HTML beside it", async () => {
    const page = await pageWith(
      shown({ [plotly]: figure, "text/html": "<i>second copy</i>", "text/plain": "F" }),
    );
    expect(page).not.toContain("second copy");
    const data = /<script type="application\/json">(.*?)<\/script>/.exec(page)?.[1];
    expect(JSON.parse(data ?? "")).toEqual(figure);
  });

  it("show the richest form there is", async () => {
    expect(await pageWith(shown({ "text/html": "<i>rich</i>", "text/plain": "poor" }))).toContain(
      "<i>rich</i>",
    );
    const svg = '<?xml version="1.0"?>\n<svg><circle/></svg>';
    expect(await pageWith(shown({ "image/svg+xml": svg, "text/plain": "poor" }))).toContain(
      '<div class="picture"><svg><circle/></svg></div>',
    );
    const png = await pageWith(shown({ "image/png": "iVBO\nRw0K", "text/plain": "poor" }));
    expect(png).toContain('src="data:image/png;base64,iVBORw0K"');
    expect(png).not.toContain("poor");
    expect(await pageWith(shown({ "text/latex": "$x$" }))).toContain('class="katex"');
    expect(await pageWith(shown({ "application/x-own": 1 }))).toContain("application/x-own cannot be shown");
  });

  it("show text in a terminal's colours, escaped, with overwritten lines overwritten", async () => {
    const text = "\u001b[32m<ok>\u001b[39m\n10%\r100%\n";
    const page = await pageWith({ output_type: "stream", name: "stdout", text });
    expect(page).toContain('<span class="ansi-green-fg">&lt;ok&gt;</span>\n100%\n</pre>');
  });

  it("show errors with their traceback, or with name and words if there is none", async () => {
    const error = { output_type: "error" as const, ename: "RangeError", evalue: "a < b" };
    expect(await pageWith({ ...error, traceback: ["at cell 3"] })).toMatch(/class="error"[^>]*>at cell 3</);
    expect(await pageWith({ ...error, traceback: [] })).toMatch(/class="error"[^>]*>RangeError: a &lt; b</);
  });
});

describe("pictures of markdown cells", () => {
  it("come from attachments", async () => {
    const attachments = { "map.png": { "image/png": "AAAA" } };
    const cell = { ...markdownCell("![Wards](attachment:map.png)"), attachments };
    expect(await renderHtml(notebookOf(cell))).toContain(
      '<img src="data:image/png;base64,AAAA" alt="Wards">',
    );
  });

  it("come from files beside the notebook; others stay names", async () => {
    const folder = await mkdtemp(join(tmpdir(), "paxoslab-pictures-"));
    await writeFile(join(folder, "a map.svg"), "<svg/>");
    const cell = markdownCell("![a](a%20map.svg) ![b](missing.svg) ![c](https://example.org/c.svg)");
    const page = await renderHtml(notebookOf(cell), { folder });
    await rm(folder, { recursive: true });
    const sources = [...page.matchAll(/<img src="([^"]+)"/g)].map(([, source]) => source);
    const svg = `data:image/svg+xml;base64,${Buffer.from("<svg/>").toString("base64")}`;
    expect(sources).toEqual([svg, "missing.svg", "https://example.org/c.svg"]);
  });
});
