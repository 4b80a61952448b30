import { escapeHtml, highlightCode, type Heading, type MarkdownRenderer } from "../markdown.ts";
import { isJsonMime, type Cell, type CodeCell, type MimeBundle } from "../types.ts";
import { renderOutput } from "./output.ts";

/** @param headings takes the headings of a markdown cell. */
export function renderCell(cell: Cell, markdown: MarkdownRenderer, headings: Heading[]): string {
  switch (cell.cell_type) {
    case "markdown": {
      const rendered = markdown.render(withAttachments(cell.source, cell.attachments ?? {}));
      headings.push(...rendered.headings);
      return `<section class="prose">${rendered.html}</section>`;
    }
    case "raw":
      return `<pre class="raw">${escapeHtml(cell.source)}</pre>`;
    case "code":
      return codeCell(cell, markdown);
  }
}

function codeCell(cell: CodeCell, markdown: MarkdownRenderer): string {
  if (cell.source.trim() === "" && cell.outputs.length === 0) return "";
  const count = cell.execution_count ?? " ";
  const outputs = cell.outputs.map((output) => renderOutput(output, markdown)).join("\n");
  const source = `<pre class="source" data-count="[${count}]"><code>${highlightCode(cell.source, "typescript")}</code></pre>`;
  return `<section class="code">
${cell.source.trim() === "" ? "" : source}
${outputs === "" ? "" : `<div class="outputs">${outputs}</div>`}
</section>`;
}

/** A picture pasted into a markdown cell is named `attachment:NAME` and kept beside the text. */
function withAttachments(source: string, attachments: Readonly<Record<string, MimeBundle>>): string {
  let text = source;
  for (const [name, bundle] of Object.entries(attachments)) {
    const form = Object.entries(bundle).find(
      ([mime, value]) => !isJsonMime(mime) && typeof value === "string",
    );
    if (form) text = text.replaceAll(`attachment:${name}`, `data:${form[0]};base64,${String(form[1])}`);
  }
  return text;
}
