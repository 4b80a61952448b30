import { escapeHtml, highlightCode, type MarkdownRenderer } from "../markdown.ts";
import { isObject, type JsonObject, type MimeBundle, type Output } from "../types.ts";
import { figureHtml, plotlyMime } from "./figures.ts";
import { terminalHtml } from "./terminal.ts";

export function renderOutput(output: Output, markdown: MarkdownRenderer): string {
  switch (output.output_type) {
    case "stream":
      return `<pre class="stream ${output.name}">${terminalHtml(output.text)}</pre>`;
    case "error":
      return `<pre class="error" role="alert">${terminalHtml(tracebackOf(output))}</pre>`;
    case "display_data":
    case "execute_result":
      return renderBundle(output.data, output.metadata, markdown);
  }
}

function tracebackOf({ ename, evalue, traceback }: Extract<Output, { output_type: "error" }>): string {
  return traceback.length > 0 ? traceback.join("\n") : `${ename}: ${evalue}`;
}

type Draw = (value: unknown, metadata: JsonObject, markdown: MarkdownRenderer, all: MimeBundle) => string;

/** Richest first. A figure goes before HTML, which carries a second copy of the figure and of its library. */
const forms: readonly (readonly [mime: string, draw: Draw])[] = [
  [plotlyMime, (value, _, __, all) => figureHtml(value, all["text/plain"])],
  ["text/html", (value) => `<div class="html">${String(value)}</div>`],
  ["image/svg+xml", (value) => `<div class="picture">${String(value).replace(/^[^]*?(?=<svg)/, "")}</div>`],
  ...["image/png", "image/jpeg", "image/gif", "image/webp"].map((mime): readonly [string, Draw] => [
    mime,
    (value, metadata) => picture(mime, value, metadata[mime]),
  ]),
  ["text/markdown", prose],
  ["text/latex", prose],
  ["application/json", (value) => `<pre class="result">${highlightCode(pretty(value), "json")}</pre>`],
  ["text/plain", (value) => `<pre class="result">${terminalHtml(String(value))}</pre>`],
];

function renderBundle(data: MimeBundle, metadata: JsonObject, markdown: MarkdownRenderer): string {
  const form = forms.find(([mime]) => data[mime] !== undefined);
  if (form) return form[1](data[form[0]], metadata, markdown, data);
  const kinds = Object.keys(data);
  if (kinds.length === 0) return "";
  return `<p class="unshown">An output of kind ${escapeHtml(kinds.join(", "))} cannot be shown here.</p>`;
}

function prose(value: unknown, _metadata: JsonObject, markdown: MarkdownRenderer): string {
  return `<div class="prose">${markdown.render(String(value)).html}</div>`;
}

function picture(mime: string, base64: unknown, size: unknown): string {
  const { width, height } = isObject(size) ? size : {};
  const attribute = (name: string, value: unknown): string =>
    typeof value === "number" ? ` ${name}="${value}"` : "";
  const data = String(base64).replaceAll(/\s/g, "");
  return `<div class="picture"><img alt="Output of the cell" src="data:${mime};base64,${data}"${attribute("width", width)}${attribute("height", height)}></div>`;
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
