/** Data in a few words: JSON, of which a long text keeps only its beginning and its end, where appends show. */
export function brief(data: unknown): string {
  const text = JSON.stringify(data) ?? "nothing";
  return text.length <= 32 ? text : `${text.slice(0, 9)}…${text.slice(-20)}`;
}
