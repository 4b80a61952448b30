import { escapeHtml } from "./html.ts";
import { displayMethod } from "./publish.ts";

/** Something to be shown as HTML, SVG or Markdown: a cell's last expression, or an argument of `display`. */
class Displayable {
  readonly #mime: string;
  readonly #source: string;

  constructor(mime: string, source: string) {
    this.#mime = mime;
    this.#source = source;
  }

  [displayMethod](): Readonly<Record<string, string>> {
    return { [this.#mime]: this.#source, "text/plain": this.#source };
  }

  toString(): string {
    return this.#source;
  }
}

export type Template = (strings: TemplateStringsArray, ...values: readonly unknown[]) => Displayable;

/**
 * HTML written in a cell. Values are inserted as text, so that `<` stays what it is; those made by `html` or
 * `svg`, and lists of them, are inserted as they are.
 */
export const html: Template = (strings, ...values) =>
  new Displayable("text/html", joined(strings, values.map(asMarkup)));

/** A drawing; values are inserted as in `html`. */
export const svg: Template = (strings, ...values) =>
  new Displayable("image/svg+xml", joined(strings, values.map(asMarkup)));

/** Markdown, in which backslashes are kept for formulas; values are inserted as they are. */
export const md: Template = (strings, ...values) =>
  new Displayable("text/markdown", joined(strings.raw, values.map(String)));

function asMarkup(value: unknown): string {
  if (value instanceof Displayable) return value.toString();
  return Array.isArray(value) ? value.map(asMarkup).join("") : escapeHtml(String(value));
}

function joined(strings: readonly string[], values: readonly string[]): string {
  return String.raw({ raw: strings }, ...values);
}
