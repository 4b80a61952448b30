/** What others wrote, fit to stand in a sentence on a terminal or in a report: no control characters, nothing that runs from right to left. */
export function oneLine(text: string, most = 400): string {
  const clean = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ");
  return clean.length > most ? `${clean.slice(0, most)} …` : clean;
}
