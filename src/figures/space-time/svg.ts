/** The few elements of SVG that the diagrams are made of, as strings. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

export function element(
  name: string,
  attributes: Attributes,
  content: string | readonly string[] = "",
): string {
  const inner = typeof content === "string" ? content : content.join("");
  const opening = `<${name}${formatAttributes(attributes)}`;
  return inner === "" ? `${opening}/>` : `${opening}>${inner}</${name}>`;
}

export const group = (className: string, content: readonly string[]): string =>
  element("g", { class: className }, content);

export const text = (
  className: string,
  x: number,
  y: number,
  words: string,
  extra: Attributes = {},
): string => element("text", { class: className, x, y, ...extra }, escapeXml(words));

export const line = (className: string, x1: number, y1: number, x2: number, y2: number): string =>
  element("path", { class: className, d: `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}` });

/** What a pointer over the element is told; the page's script shows it at once and larger. */
export const tip = (words: string): string => `<title>${escapeXml(words)}</title>`;

export function escapeXml(words: string): string {
  return words.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Tenths of a pixel are enough. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** How wide a text is, in pixels, near enough to keep labels apart: fonts differ from page to page. */
export function textWidth(words: string, fontSize: number): number {
  return words.length * fontSize * 0.56;
}

/** Breaks words into lines of at most `width` pixels. */
export function wrapText(words: string, fontSize: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** `words` cut to at most `width` pixels. */
export function fitText(words: string, fontSize: number, width: number): string {
  if (textWidth(words, fontSize) <= width) return words;
  return `${words.slice(0, Math.max(1, Math.floor(width / fontSize / 0.56) - 1))}…`;
}

function formatAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => ` ${name}="${typeof value === "number" ? round(value) : escapeXml(String(value))}"`,
    )
    .join("");
}
