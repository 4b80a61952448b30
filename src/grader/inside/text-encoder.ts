/**
 * A bare realm has the language and nothing of the web; the lab's digests are made of the bytes of a text. UTF-8, with the
 * replacement character for half a surrogate pair, as the web's own encoder has it.
 */
class Utf8Encoder {
  encode(text: string): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) bytes.push(...bytesOf(scalar(character.codePointAt(0)!)));
    return Uint8Array.from(bytes);
  }
}

const scalar = (point: number): number => (point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);

function bytesOf(point: number): readonly number[] {
  const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
}

Object.defineProperty(globalThis, "TextEncoder", { value: Utf8Encoder, writable: true, configurable: true });
