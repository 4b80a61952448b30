import { inWords, formatBallot, type Phrasebook } from "../../core/index.ts";
import type { AcceptedProposal, Message } from "./messages.ts";
import type { SingleDecree } from "./vocabulary.ts";

/** Single-decree Paxos in sentences. */
export const singleDecreePhrases: Phrasebook<SingleDecree<unknown>> = {
  letter: (message) => `the ${letter(message)}`,
  act,
  wish: ({ value }) => `to get ${inWords(value)} chosen`,
  decision: ({ value }) => `learns that ${inWords(value)} is chosen`,
};

function letter(message: Message<unknown>): string {
  const ballot = formatBallot(message.ballot);
  switch (message.kind) {
    case "prepare":
      return `prepare for ballot ${ballot}`;
    case "promise":
      return `promise for ballot ${ballot} (${report(message.accepted)})`;
    case "accept":
      return `request to accept ${inWords(message.value)} at ballot ${ballot}`;
    case "accepted":
      return `news that ${inWords(message.value)} was accepted at ballot ${ballot}`;
    case "chosen":
      return `news that ${inWords(message.value)} is chosen`;
    case "nack":
      return `refusal of ballot ${ballot}`;
  }
}

function act(message: Message<unknown>): string {
  const ballot = formatBallot(message.ballot);
  switch (message.kind) {
    case "prepare":
      return `prepares ballot ${ballot}`;
    case "promise":
      return `promises ballot ${ballot} (${report(message.accepted)})`;
    case "accept":
      return `asks to accept ${inWords(message.value)} at ballot ${ballot}`;
    case "accepted":
      return `accepts ${inWords(message.value)} at ballot ${ballot}`;
    case "chosen":
      return `passes on that ${inWords(message.value)} is chosen`;
    case "nack":
      return `refuses ballot ${ballot} (promised ${formatBallot(message.promised)})`;
  }
}

const report = (accepted: AcceptedProposal<unknown> | null): string =>
  accepted === null
    ? "nothing accepted yet"
    : `${inWords(accepted.value)} accepted at ${formatBallot(accepted.ballot)}`;
