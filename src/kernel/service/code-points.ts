/** Jupyter counts the characters of a text in Unicode code points; JavaScript and TypeScript in UTF-16 units. */
export function toCodeUnits(text: string, codePoints: number): number {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left -= 1) {
    units += (text.codePointAt(units) ?? 0) > 0xff_ff ? 2 : 1;
  }
  return units;
}

export function toCodePoints(text: string, codeUnits: number): number {
  return Array.from(text.slice(0, codeUnits)).length;
}
