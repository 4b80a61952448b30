import { inWords, type ClientCommand, type Name, type Phrasebook } from "../../core/index.ts";
import type { Content, Entry } from "./log.ts";
import type { AppendEntries, Decision, Message, Outcome, Reconfigure } from "./messages.ts";
import type { Raft } from "./vocabulary.ts";

type Anything = Raft<unknown, unknown, unknown>;

/** Raft in sentences. */
export const raftPhrases: Phrasebook<Anything> = {
  letter: (message, name) => `the ${letter(message, name)}`,
  act,
  wish: (request, name) =>
    request.kind === "execute" ? `for ${nameOf(request)}` : `to ${change(request, name)}`,
  decision,
};

function letter(message: Message<unknown, unknown, unknown>, name: Name): string {
  switch (message.kind) {
    case "request-vote":
      return `requestVote for term ${message.term}, with ${last(message.lastLogIndex, message.lastLogTerm)}`;
    case "request-vote-reply":
      return message.voteGranted
        ? `vote for term ${message.term}`
        : `refusal of a vote, in term ${message.term}`;
    case "append-entries":
      return `appendEntries of term ${message.term} (${addition(message)})`;
    case "append-entries-reply":
      return `answer that ${outcomeOf(message.outcome)}`;
    case "install-snapshot":
      return `snapshot up to index ${message.snapshot.lastApplied}`;
    case "install-snapshot-reply":
      return `answer that the snapshot up to index ${message.matchIndex} is there`;
    case "forward":
      return `forwarded ${list(message.commands.map(nameOf))}`;
    case "reconfigure":
      return `wish to ${change(message, name)}`;
  }
}

function act(message: Message<unknown, unknown, unknown>, name: Name): string {
  switch (message.kind) {
    case "request-vote":
      return `asks for votes for term ${message.term}, with ${last(message.lastLogIndex, message.lastLogTerm)}`;
    case "request-vote-reply":
      return message.voteGranted ? `votes in term ${message.term}` : `does not vote, in term ${message.term}`;
    case "append-entries":
      return message.entries.length === 0
        ? `says that it leads term ${message.term}, with entries up to index ${message.leaderCommit} committed`
        : `appends ${addition(message)}`;
    case "append-entries-reply":
      return `answers that ${outcomeOf(message.outcome)}`;
    case "install-snapshot":
      return `hands over a snapshot up to index ${message.snapshot.lastApplied}`;
    case "install-snapshot-reply":
      return "answers that the snapshot is there";
    case "forward":
      return `forwards ${list(message.commands.map(nameOf))}`;
    case "reconfigure":
      return `forwards the wish to ${change(message, name)}`;
  }
}

function decision(decision: Decision<unknown, unknown, unknown>, name: Name): string {
  switch (decision.kind) {
    case "applied":
      return `applies index ${decision.index} (${content(decision.content)})`;
    case "restored":
      return `takes over the state up to index ${decision.index}`;
    case "reconfigured":
      return `knows that the members are ${decision.members.map(name).join(", ")} from index ${decision.index} on`;
    case "answered":
      return `answers client ${decision.client}: ${inWords(decision.result)}`;
  }
}

function addition(message: AppendEntries<unknown>): string {
  const { entries, leaderCommit } = message;
  return entries.length === 0
    ? `no entries; committed up to index ${leaderCommit}`
    : `${list(entries.map(described))} after ${previous(message)}`;
}

const previous = ({ prevLogIndex, prevLogTerm }: AppendEntries<unknown>): string =>
  prevLogIndex === 0 ? "the beginning" : `index ${prevLogIndex} of term ${prevLogTerm}`;

const last = (index: number, term: number): string =>
  index === 0 ? "an empty log" : `a log that ends at index ${index} of term ${term}`;

function outcomeOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "matched":
      return `the logs match up to index ${outcome.matchIndex}`;
    case "conflict":
      return outcome.conflictTerm === null
        ? `its log ends before index ${outcome.conflictIndex}`
        : `its log has term ${outcome.conflictTerm} at index ${outcome.prevLogIndex}`;
    case "stale":
      return "the leader's term is over";
  }
}

const described = ({ content: it, term }: Entry<unknown>): string => `${content(it)} of term ${term}`;

function content(it: Content<unknown>): string {
  switch (it.kind) {
    case "no-op":
      return "a no-op";
    case "command":
      return nameOf(it);
    case "configuration":
      return `the configuration {${it.members.join(", ")}}`;
  }
}

const change = ({ change: how, server }: Reconfigure, name: Name): string => `${how} ${name(server)}`;

const list = (items: readonly string[]): string =>
  items.length > 3 ? `${items.length} entries` : items.join(", ");

const nameOf = ({ client, command }: ClientCommand<unknown>): string =>
  `${inWords(command)} of client ${client}`;
