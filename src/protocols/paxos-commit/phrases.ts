import { inWords, formatBallot, type Ballot, type Name, type Phrasebook } from "../../core/index.ts";
import type { Message, PaxosCommit, RmVerdict } from "./vocabulary.ts";

/** Paxos Commit in sentences. */
export const paxosCommitPhrases: Phrasebook<PaxosCommit<unknown>> = {
  letter: (message, name) => `the ${letter(message, name)}`,
  act,
  wish: ({ value }) => `to commit ${inWords(value)}`,
  decision: ({ outcome, value }) => `${outcome === "commit" ? "commits" : "aborts"} ${inWords(value)}`,
};

function letter(message: Message<unknown>, name: Name): string {
  switch (message.kind) {
    case "prepare":
      return `request to prepare ${inWords(message.value)}`;
    case "1a":
      return `call to ballot ${formatBallot(message.ballot)}`;
    case "1b":
      return `promise for ballot ${formatBallot(message.ballot)} (${verdictsIn(message.accepted, name)})`;
    case "2a":
      return `request to accept ${verdictsIn(message.verdicts, name)} ${at(message.ballot)}`;
    case "2b":
      return `news that ${verdictsIn(message.verdicts, name)} was accepted ${at(message.ballot)}`;
    case "inquire":
      return "question how it ended";
    case "commit":
    case "abort":
      return `order to ${message.kind}`;
  }
}

function act(message: Message<unknown>, name: Name): string {
  switch (message.kind) {
    case "prepare":
      return `asks to prepare ${inWords(message.value)}`;
    case "1a":
      return `calls ballot ${formatBallot(message.ballot)}`;
    case "1b":
      return `promises ballot ${formatBallot(message.ballot)} (${verdictsIn(message.accepted, name)})`;
    case "2a":
      return `asks to accept ${verdictsIn(message.verdicts, name)} ${at(message.ballot)}`;
    case "2b":
      return `accepts ${verdictsIn(message.verdicts, name)} ${at(message.ballot)} and tells it`;
    case "inquire":
      return "asks how it ended";
    case "commit":
    case "abort":
      return `orders to ${message.kind}`;
  }
}

const at = (ballot: Ballot | null): string =>
  ballot === null ? "at its own ballot" : `at ballot ${formatBallot(ballot)}`;

const verdictsIn = (verdicts: readonly RmVerdict[], name: Name): string =>
  verdicts.length === 0
    ? "nothing accepted"
    : verdicts.map(({ rm, verdict }) => `“${name(rm)} ${verdict}”`).join(", ");
