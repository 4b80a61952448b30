/** A stream keeps this many characters at its start and as many at its end. */
const keepEachSide = 400_000;

const gap = /^\n… (\d+) characters left out …\n/;

/** `text` followed by `more`; when that grows past all use, the middle is left out and its size told. */
export function appendText(text: string, more: string): string {
  const whole = text + more;
  if (whole.length <= 3 * keepEachSide) return whole;
  const head = whole.slice(0, keepEachSide);
  const tail = whole.slice(-keepEachSide);
  const middle = whole.slice(keepEachSide, -keepEachSide);
  const [mark = "", already = 0] = gap.exec(middle) ?? [];
  const missing = middle.length - mark.length + Number(already);
  return `${head}\n… ${missing} characters left out …\n${tail}`;
}

/** The last lines of a text, and whether there were more. */
export interface Excerpt {
  readonly text: string;
  readonly hiddenLines: number;
}

/** What of a long output is drawn until the reader asks for all of it: its end, where the news is. */
export function excerpt(text: string, maxLines = 200, maxCharacters = 30_000): Excerpt {
  let start = text.length;
  for (let lines = 0; lines < maxLines && start > 0; lines++) {
    start = text.lastIndexOf("\n", start - 2) + 1;
    if (text.length - start > maxCharacters) break;
  }
  start = Math.max(start, text.length - maxCharacters);
  return { text: text.slice(start), hiddenLines: countLines(text, start) };
}

function countLines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) lines++;
  return end > 0 ? Math.max(lines, 1) : 0;
}

/** What a terminal would show: a carriage return goes back to the start of its line, a backspace one left. */
export function overwriteLines(text: string): string {
  if (!/[\r\b]/.test(text)) return text;
  return text
    .replaceAll("\r\n", "\n")
    .split("\n")
    .map((line) => line.split("\r").reduce((shown, part) => part + shown.slice(part.length), ""))
    .map((line) => line.replaceAll(/[^\b][\b]/g, ""))
    .join("\n");
}
