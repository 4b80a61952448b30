import { createMarkdown } from "../../../notebook/markdown.ts";
import { sanitize } from "../outputs/sanitize.ts";

/** What the kernel says about a piece of code, ready to be shown beside it. */
export function documentation(markdown: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "documentation";
  element.innerHTML = sanitize(createMarkdown().render(markdown).html);
  return element;
}
