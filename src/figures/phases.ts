import { okabeIto } from "./palette.ts";

/** What part a kind of message plays. `phase` gives its colour, `part` its dash: an answer is dashed. */
export interface MessageRole {
  readonly phase: Phase;
  readonly part: "question" | "answer";
}

export type Phase =
  /** Prepare → promise: who may lead. */
  | "phase1"
  /** Accept → accepted: what is agreed on. */
  | "phase2"
  | "refusal"
  /** News of what was decided. */
  | "decision"
  | "other";

/** The part each kind of message plays, by its `kind`. */
export type MessageRoles = Readonly<Record<string, MessageRole>>;

/** Single-decree Paxos, every protocol that uses its words, and the numbers that Fast Paxos gives to the same messages. */
export const paxosRoles: MessageRoles = {
  prepare: { phase: "phase1", part: "question" },
  promise: { phase: "phase1", part: "answer" },
  accept: { phase: "phase2", part: "question" },
  accepted: { phase: "phase2", part: "answer" },
  nack: { phase: "refusal", part: "answer" },
  chosen: { phase: "decision", part: "question" },
  proposal: { phase: "other", part: "question" },
  read: { phase: "other", part: "question" },
  "read-slot": { phase: "other", part: "answer" },
  "1a": { phase: "phase1", part: "question" },
  "1b": { phase: "phase1", part: "answer" },
  "2a": { phase: "phase2", part: "question" },
  "2b": { phase: "phase2", part: "answer" },
};

const unknownRole: MessageRole = { phase: "other", part: "question" };

export function roleOf(kind: string, roles: MessageRoles): MessageRole {
  return roles[kind] ?? unknownRole;
}

/** The kinds in the order in which a protocol uses them, then any others as they come. */
export function inProtocolOrder(kinds: Iterable<string>, roles: MessageRoles): readonly string[] {
  const present = new Set(kinds);
  const known = Object.keys(roles).filter((kind) => present.has(kind));
  return [...known, ...[...present].filter((kind) => !(kind in roles))];
}

const chartColours: Readonly<Record<Phase, readonly [question: string, answer: string]>> = {
  phase1: [okabeIto.blue, okabeIto.skyBlue],
  phase2: [okabeIto.vermillion, okabeIto.orange],
  refusal: [okabeIto.reddishPurple, okabeIto.reddishPurple],
  decision: [okabeIto.bluishGreen, okabeIto.bluishGreen],
  other: ["#888888", "#aaaaaa"],
};

/** The colour of a kind in charts, where question and answer are areas side by side. */
export function chartColour(kind: string, roles: MessageRoles): string {
  const { phase, part } = roleOf(kind, roles);
  return chartColours[phase][part === "question" ? 0 : 1];
}
