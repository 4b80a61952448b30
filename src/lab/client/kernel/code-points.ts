/** Jupyter counts a cell's characters in Unicode code points, the browser in UTF-16 code units: a 🌧 is one, or two. */
export function toCodePoints(text: string, codeUnits: number): number {
  return Array.from(text.slice(0, codeUnits)).length;
}

export function toCodeUnits(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join("").length;
}
