import { inWords, type Phrasebook } from "../../core/index.ts";
import type { LastVote, Message } from "./messages.ts";
import type { FastPaxos } from "./vocabulary.ts";

/** Fast Paxos in sentences. */
export const fastPaxosPhrases: Phrasebook<FastPaxos<unknown>> = {
  letter: (message) => `the ${letter(message)}`,
  act,
  wish: ({ value }) => `to get ${inWords(value)} chosen`,
  decision: ({ value, round }) => `learns that ${inWords(value)} is chosen (round ${round})`,
};

function letter(message: Message<unknown>): string {
  switch (message.kind) {
    case "proposal":
      return `proposal of ${inWords(message.value)}`;
    case "1a":
      return `call to round ${message.round}`;
    case "1b":
      return `report for round ${message.round} (${lastVote(message)})`;
    case "2a":
      return message.ask.kind === "any"
        ? `permission to vote for any proposal in round ${message.round}`
        : `request to vote for ${inWords(message.ask.value)} in round ${message.round}`;
    case "2b":
      return `vote for ${inWords(message.value)} in round ${message.round}`;
    case "nack":
      return `refusal of all below round ${message.rnd}`;
    case "chosen":
      return `news that ${inWords(message.value)} is chosen`;
  }
}

function act(message: Message<unknown>): string {
  switch (message.kind) {
    case "proposal":
      return `proposes ${inWords(message.value)}`;
    case "1a":
      return `calls round ${message.round}`;
    case "1b":
      return `joins round ${message.round} and reports (${lastVote(message)})`;
    case "2a":
      return message.ask.kind === "any"
        ? `lets vote for any proposal in round ${message.round}`
        : `asks to vote for ${inWords(message.ask.value)} in round ${message.round}`;
    case "2b":
      return `votes for ${inWords(message.value)} in round ${message.round} and tells it`;
    case "nack":
      return `refuses all below round ${message.rnd}`;
    case "chosen":
      return `passes on that ${inWords(message.value)} is chosen`;
  }
}

const lastVote = ({ vrnd, vval }: LastVote<unknown>): string =>
  vrnd === 0 ? "never voted" : `last vote ${inWords(vval)} in round ${vrnd}`;
