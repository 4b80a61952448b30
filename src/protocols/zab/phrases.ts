import { inWords, type ClientCommand, type Phrasebook } from "../../core/index.ts";
import type { Decision, History, Message } from "./messages.ts";
import type { Zab } from "./vocabulary.ts";
import { formatZxid } from "./zxid.ts";

type Anything = Zab<unknown, unknown, unknown>;

/** Zab in sentences. */
export const zabPhrases: Phrasebook<Anything> = {
  letter: (message) => `the ${letter(message)}`,
  act,
  wish: (request) => `for ${name(request)}`,
  decision,
};

function letter(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "notification":
      return `vote for node ${message.vote.node} in round ${message.round}`;
    case "cepoch":
      return `wish to be led (accepted epoch ${message.epoch})`;
    case "newepoch":
      return `proposal of epoch ${message.epoch}`;
    case "ack-e":
      return `acknowledgement of epoch ${message.epoch}, with ${extent(message.history)}`;
    case "newleader":
      return `start of epoch ${message.epoch}, with ${extent(message.history)}`;
    case "ack-ld":
      return `news that it has the history of epoch ${message.epoch}`;
    case "commit-ld":
      return `news that a quorum has the history of epoch ${message.epoch}`;
    case "propose":
      return `proposal ${formatZxid(message.transaction.zxid)}`;
    case "ack":
      return `acknowledgement up to ${formatZxid(message.zxid)}`;
    case "commit":
      return `commit of ${formatZxid(message.zxid)}`;
    case "ping":
      return message.epoch === 0 ? "sign of a prospective leader" : `ping of epoch ${message.epoch}`;
    case "pong":
      return "answer to a ping";
    case "request":
      return `forwarded ${names(message.commands)}`;
  }
}

function act(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "notification":
      return `votes for node ${message.vote.node} in round ${message.round}`;
    case "cepoch":
      return `asks to be led (accepted epoch ${message.epoch})`;
    case "newepoch":
      return `proposes epoch ${message.epoch}`;
    case "ack-e":
      return `acknowledges epoch ${message.epoch} and tells ${extent(message.history)}`;
    case "newleader":
      return `starts epoch ${message.epoch} with ${extent(message.history)}`;
    case "ack-ld":
      return `has the history of epoch ${message.epoch}`;
    case "commit-ld":
      return `says that a quorum has the history of epoch ${message.epoch}`;
    case "propose":
      return `proposes ${name(message.transaction.command)} as ${formatZxid(message.transaction.zxid)}`;
    case "ack":
      return `acknowledges all up to ${formatZxid(message.zxid)}`;
    case "commit":
      return `commits ${formatZxid(message.zxid)}`;
    case "ping":
      return message.epoch === 0
        ? "would like to lead"
        : `says that epoch ${message.epoch} has a living leader`;
    case "pong":
      return "answers the ping";
    case "request":
      return `forwards ${names(message.commands)}`;
  }
}

function decision(decision: Decision<unknown, unknown, unknown>): string {
  switch (decision.kind) {
    case "delivered":
      return `delivers ${formatZxid(decision.transaction.zxid)} (${name(decision.transaction.command)})`;
    case "restored":
      return `takes over the state after ${decision.delivered} transaction${decision.delivered === 1 ? "" : "s"}`;
    case "answered":
      return `answers client ${decision.client}: ${inWords(decision.result)}`;
  }
}

const extent = ({ length }: History<unknown, unknown, unknown>): string =>
  length === 0 ? "an empty history" : `a history of ${length}`;

const names = (commands: readonly ClientCommand<unknown>[]): string =>
  commands.length > 3 ? `${commands.length} commands` : commands.map(name).join(", ");

const name = ({ client, command }: ClientCommand<unknown>): string =>
  `${inWords(command)} of client ${client}`;
