import { tex } from "@mdit/plugin-tex";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { renderToString } from "katex";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";

hljs.registerLanguage("typescript", typescript);
hljs.registerLanguage("json", json);
hljs.registerLanguage("bash", bash);

/** Markdown as HTML, and the headings met on the way. */
interface RenderedMarkdown {
  readonly html: string;
  readonly headings: readonly Heading[];
}

export interface Heading {
  /** 1 for the title, 2 for its sections, … */
  readonly level: number;
  /** Plain text. */
  readonly title: string;
  /** The heading's id in the page. */
  readonly slug: string;
}

/** The markdown of one document: cells rendered by the same instance never get the same heading id. */
export interface MarkdownRenderer {
  render(markdown: string): RenderedMarkdown;
}

/**
 * Markdown as notebooks write it: CommonMark, tables, TeX between dollars, HTML, highlighted code, and links
 * at headings. Runs in Node and in the browser; needs KaTeX's and the page's own styles.
 */
export function createMarkdown(): MarkdownRenderer {
  let headings: Heading[] = [];
  const used = new Set<string>();
  const markdown = new MarkdownIt({ html: true, linkify: true, typographer: false, highlight: highlightCode })
    .use(tex as never, { render: renderTex })
    .use(anchor as never, {
      slugify: (title: string) => unusedSlug(title, used),
      getTokensText: headingText,
      permalink: anchor.permalink.linkInsideHeader({ class: "anchor", symbol: "#", placement: "after" }),
      callback: ({ tag }: { readonly tag: string }, { slug, title }: Pick<Heading, "slug" | "title">) =>
        headings.push({ level: Number(tag.slice(1)), title, slug }),
    });
  return {
    render: (text) => {
      headings = [];
      const html = markdown.render(text);
      return { html, headings };
    },
  };
}

/** Source text as HTML with classes of highlight.js; text of an unknown language is only escaped. */
export function highlightCode(source: string, language: string): string {
  const name = language.split(/\s/, 1)[0] ?? "";
  if (!hljs.getLanguage(name)) return escapeHtml(source);
  return hljs.highlight(source, { language: name, ignoreIllegals: true }).value;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Bad TeX is shown in place, in red, with KaTeX's message on hover. */
function renderTex(source: string, displayMode: boolean): string {
  const html = renderToString(source, { displayMode, throwOnError: false, output: "htmlAndMathml" });
  return displayMode ? `<p class="math">${html}</p>\n` : html;
}

/** The words of a heading, its code and its TeX included. */
function headingText(tokens: readonly { readonly type: string; readonly content: string }[]): string {
  const textual = ["text", "code_inline", "math_inline"];
  return tokens
    .filter((token) => textual.includes(token.type))
    .map((token) => token.content)
    .join("");
}

function unusedSlug(title: string, used: Set<string>): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
    .trim();
  const base = words.replaceAll(/\s+/g, "-") || "section";
  let slug = base;
  for (let copy = 2; used.has(slug); copy += 1) slug = `${base}-${copy}`;
  used.add(slug);
  return slug;
}
