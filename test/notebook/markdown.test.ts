import { describe, expect, it } from "vitest";
import { createMarkdown, highlightCode } from "../../src/notebook/markdown.ts";

const html = (markdown: string): string => createMarkdown().render(markdown).html;

describe("formulas", () => {
  it("stand between dollars, in the line and on their own", () => {
    expect(html("of $n$ nodes")).toMatch(/^<p>of <span class="katex">.*<\/span> nodes<\/p>/s);
    expect(html("$$\nn = 2f + 1\n$$")).toContain('class="katex-display"');
  });

  it("are not mistaken for money", () => {
    expect(html("It costs $5 and then $6.")).toBe("<p>It costs $5 and then $6.</p>\n");
    expect(html("₹500 or \\$5 or \\$6")).toBe("<p>₹500 or $5 or $6</p>\n");
  });

  it("that are wrong are shown as they were written, with the reason", () => {
    expect(html("$\\frac{1$")).toMatch(/class="katex-error" title="ParseError[^"]*"[^>]*>\\frac\{1</);
  });
});

describe("headings", () => {
  it("are listed with levels, plain titles and ids that differ", () => {
    const markdown = createMarkdown();
    const first = markdown.render("# The *meeting*\n\n## Quorums of $n$\n").headings;
    const second = markdown.render("## The meeting\n").headings;
    expect([...first, ...second]).toEqual([
      { level: 1, title: "The meeting", slug: "the-meeting" },
      { level: 2, title: "Quorums of n", slug: "quorums-of-n" },
      { level: 2, title: "The meeting", slug: "the-meeting-2" },
    ]);
  });

  it("carry their id and a link to themselves", () => {
    const rendered = html("## Two phases");
    expect(rendered).toContain('<h2 id="two-phases"');
    expect(rendered).toContain('href="#two-phases"');
  });
});

describe("code", () => {
  it("is highlighted in fences of a known language and escaped in all", () => {
    expect(html("```ts\nconst a = 1;\n```")).toContain('<span class="hljs-keyword">const</span>');
    expect(html("```text\na < b\n```")).toContain("a &lt; b");
  });

  it("is never changed but in colour", () => {
    const source = 'const text = `<b>${a && b}</b>`; // "quoted"\n';
    const plain = highlightCode(source, "typescript").replaceAll(/<[^>]+>/g, "");
    const unescaped = plain
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&#x27;", "'")
      .replaceAll("&amp;", "&");
    expect(unescaped).toBe(source);
  });
});

it("draws tables and HTML", () => {
  expect(html("|a|\n|-|\n|1|")).toContain("<td>1</td>");
  expect(html("<details><summary>Hint</summary></details>")).toContain("<summary>Hint</summary>");
});
