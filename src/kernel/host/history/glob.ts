type Token =
  | { readonly kind: "any-text" }
  | { readonly kind: "one"; readonly matches: (character: string) => boolean };

/**
 * Tells whether a whole text matches a pattern in which `*` stands for any text, `?` for any character, `[a-z]`
 * for one of these and `[^a-z]` for any other. Takes time proportional to pattern × text at worst.
 */
export function matcherOf(pattern: string): (text: string) => boolean {
  const tokens = tokensOf(pattern);
  return (text) => isMatch(tokens, Array.from(text));
}

function tokensOf(pattern: string): readonly Token[] {
  const pieces = pattern.match(/\[\^?\]?[^\]]*\]|[^]/gu) ?? [];
  return pieces.map((piece): Token => {
    if (piece === "*") return { kind: "any-text" };
    if (piece === "?") return { kind: "one", matches: () => true };
    if (piece.length > 2 && piece.startsWith("["))
      return { kind: "one", matches: classOf(piece.slice(1, -1)) };
    return { kind: "one", matches: (character) => character === piece };
  });
}

function classOf(content: string): (character: string) => boolean {
  const isNegated = content.startsWith("^");
  const parts = content.slice(isNegated ? 1 : 0).match(/[^]-[^]|[^]/gu) ?? [];
  const ranges = parts.map((part) => {
    const characters = Array.from(part);
    return { from: characters[0] ?? "", to: characters.at(-1) ?? "" };
  });
  return (character) => isNegated !== ranges.some(({ from, to }) => from <= character && character <= to);
}

/** Goes back, on a mismatch, to the last `*` only: it may take whatever an earlier one could. */
function isMatch(tokens: readonly Token[], text: readonly string[]): boolean {
  let at = 0;
  let position = 0;
  let lastStar: { readonly at: number; position: number } | undefined;
  while (position < text.length) {
    const token = tokens[at];
    if (token?.kind === "any-text") {
      at += 1;
      lastStar = { at, position };
    } else if (token?.matches(text[position] ?? "")) {
      at += 1;
      position += 1;
    } else if (lastStar) {
      lastStar.position += 1;
      ({ at, position } = lastStar);
    } else {
      return false;
    }
  }
  return tokens.slice(at).every(({ kind }) => kind === "any-text");
}
