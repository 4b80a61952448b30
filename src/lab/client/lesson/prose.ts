import { createMarkdown, type Heading } from "../../../notebook/markdown.ts";
import type { CellModel } from "../model/cell.ts";
import { sanitize } from "../outputs/sanitize.ts";

export interface Prose {
  /** Safe HTML by cell id. */
  readonly html: ReadonlyMap<string, string>;
  readonly headings: readonly Heading[];
}

/** A lesson's markdown, and its table of contents. */
export function renderProse(cells: readonly CellModel[]): Prose {
  const markdown = createMarkdown();
  const html = new Map<string, string>();
  const headings: Heading[] = [];
  for (const cell of cells) {
    if (cell.kind !== "markdown") continue;
    // What is being written is not rendered at every key.
    const text = cell.isEditing.value ? cell.source.peek() : cell.source.value;
    const rendered = markdown.render(text);
    html.set(cell.id, sanitize(rendered.html));
    headings.push(...rendered.headings);
  }
  return { html, headings };
}
