import { createMarkdown, escapeHtml, type Heading } from "../markdown.ts";
import type { Notebook } from "../types.ts";
import { katexStyle, plotlyScript } from "./assets.ts";
import { renderCell } from "./cell.ts";
import { inlineImages } from "./images.ts";
import { drawFigures, figureClass } from "./figures.ts";
import { pageStyle } from "./style.ts";

export interface RenderOptions {
  /** The page's title if the notebook has no heading. */
  readonly fallbackTitle?: string;
  /** Where pictures named by relative paths lie; without it they stay as they are. */
  readonly folder?: string;
}

/**
 * A notebook as one HTML page that needs nothing else, not even a network. KaTeX's fonts and plotly.js are in
 * it only if it has a formula or a figure. HTML and scripts that cells printed stay in force: the page is to
 * be trusted just as far as the notebook is.
 */
export async function renderHtml(notebook: Notebook, options: RenderOptions = {}): Promise<string> {
  const markdown = createMarkdown();
  const headings: Heading[] = [];
  const cells = notebook.cells.map((cell) => renderCell(cell, markdown, headings));
  const body = await inlineImages(cells.join("\n"), options.folder);
  const title = headings[0]?.title ?? options.fallbackTitle ?? "Notebook";
  const hasFormulas = body.includes('class="katex');
  const hasFigures = body.includes(`class="${figureClass}"`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
${hasFormulas ? `<style>${await katexStyle()}</style>` : ""}
<style>${pageStyle}</style>
${hasFigures ? `<script>${await plotlyScript()}</script>` : ""}
</head>
<body>
<div class="page">
${contents(headings)}
<main>
${body}
</main>
</div>
${hasFigures ? `<script>(${drawFigures.toString()})()</script>` : ""}
</body>
</html>
`;
}

/** Sections and their parts; a short notebook needs no table of contents. */
function contents(headings: readonly Heading[]): string {
  const listed = headings.filter(({ level }) => level === 2 || level === 3);
  if (listed.length < 2) return "";
  const items = listed.map(
    ({ level, slug, title }) => `<li class="level-${level}"><a href="#${slug}">${escapeHtml(title)}</a></li>`,
  );
  return `<nav aria-label="Contents"><details open><summary>Contents</summary><ul>
${items.join("\n")}
</ul></details>
<script>if (innerWidth < 1152) document.currentScript.previousElementSibling.open = false</script></nav>`;
}
