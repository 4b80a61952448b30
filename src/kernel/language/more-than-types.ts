/** What these words and signs stand for is not taken away with the types. */
const signs =
  /@|\b(?:enum|namespace|module|accessor|public|private|protected|readonly|override)\b|\bimport\s+\w+\s*=|\bexport\s*=/;

/** Whether it is worth a look if a text in TypeScript is more than JavaScript with types. */
export function mayBeMoreThanTypes(source: string): boolean {
  return signs.test(source);
}
