import type { Phrasebook, Vocabulary } from "../../core/index.ts";
import type { Packed } from "./vocabulary.ts";

/** How the protocol is spoken of when its messages travel in packets. */
export function packedPhrases<V extends Vocabulary>(phrases: Phrasebook<V>): Phrasebook<Packed<V>> {
  return {
    ...phrases,
    letter: ({ messages }, name) => messages.map((message) => phrases.letter(message, name)).join(", "),
    act: ({ messages }, name) => messages.map((message) => phrases.act(message, name)).join(", "),
  };
}
