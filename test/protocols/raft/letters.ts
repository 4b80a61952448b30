import { nodes, type NodeId, type Protocol, type Service } from "../../../src/core/index.ts";
import {
  appended,
  blank,
  emptyLog,
  raft,
  type Configuration,
  type Durable,
  type Entry,
  type Log,
  type Raft,
} from "../../../src/protocols/raft/index.ts";

/** Commands are letters, and the service is the text they make. */
export type Letters = Raft<string, string, string>;

export type LetterRules = NonNullable<Configuration<string, string, string>["rules"]>;

const letters: Service<string, string, string> = {
  name: "letters",
  initial: "",
  apply: (text, letter) => ({ state: text + letter, result: text + letter }),
};

export const lettersOn = (
  count: number,
  options: Partial<Configuration<string, string, string>> = {},
): Protocol<Letters> => raft({ members: nodes(count), service: letters, ...options });

/** The letter as client 0 to 25 asks for it, the first time that it asks for anything. */
export const wish = (letter: string) => ({
  client: letter.charCodeAt(0) - "a".charCodeAt(0),
  sequence: 0,
  command: letter,
});

/** `a1` is the letter a as a leader of term 1 put it into its log, `-2` the no-op of term 2. */
export function entry(text: string): Entry<string> {
  const [letter, term] = [text.charAt(0), Number(text.slice(1))];
  return { term, content: letter === "-" ? { kind: "no-op" } : { kind: "command", ...wish(letter) } };
}

export function log(...entries: readonly string[]): Log<string> {
  return entries.reduce<Log<string>>((longer, text) => appended(longer, entry(text)), emptyLog);
}

/** What one of three servers has on disk. */
export function disk(
  currentTerm: number,
  votedFor: NodeId | null,
  ...entries: readonly string[]
): Durable<string, string, string> {
  return { currentTerm, votedFor, log: log(...entries), snapshot: blank(letters, nodes(3)) };
}
