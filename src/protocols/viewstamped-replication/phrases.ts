import { inWords, type ClientCommand, type Phrasebook } from "../../core/index.ts";
import type { Decision, History, Message } from "./messages.ts";
import type { ViewstampedReplication } from "./vocabulary.ts";

type Anything = ViewstampedReplication<unknown, unknown, unknown>;

/** Viewstamped Replication in sentences. */
export const replicationPhrases: Phrasebook<Anything> = {
  letter: (message) => `the ${letter(message)}`,
  act,
  wish: (request) => `for ${name(request)}`,
  decision,
};

function letter(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "request":
      return `forwarded ${names(message.commands)}`;
    case "prepare":
      return `Prepare of operation ${message.opNumber} in view ${message.view}`;
    case "prepare-ok":
      return `PrepareOk up to operation ${message.opNumber} in view ${message.view}`;
    case "commit":
      return `Commit up to operation ${message.commitNumber} in view ${message.view}`;
    case "start-view-change":
      return `wish for view ${message.view} (StartViewChange)`;
    case "do-view-change":
      return `DoViewChange for view ${message.view} with ${extent(message.history)}, normal in view ${message.normalView}`;
    case "start-view":
      return `start of view ${message.view} with ${extent(message.history)}`;
    case "recovery":
      return `question of one who recovers (nonce ${message.nonce})`;
    case "recovery-response":
      return `answer to nonce ${message.nonce}: view ${message.view}${message.history === null ? "" : `, ${extent(message.history)}`}`;
    case "get-state":
      return `question what follows operation ${message.opNumber} in view ${message.view}`;
    case "new-state":
      return `news from operation ${message.history.from} on in view ${message.view}`;
  }
}

function act(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "request":
      return `forwards ${names(message.commands)}`;
    case "prepare":
      return `wants ${name(message.operation)} prepared as operation ${message.opNumber} of view ${message.view}`;
    case "prepare-ok":
      return `has prepared all up to operation ${message.opNumber} of view ${message.view}`;
    case "commit":
      return `says that all up to operation ${message.commitNumber} is committed`;
    case "start-view-change":
      return `wants view ${message.view}`;
    case "do-view-change":
      return `sends its log for view ${message.view} (${extent(message.history)}, normal in view ${message.normalView})`;
    case "start-view":
      return `starts view ${message.view} with ${extent(message.history)}`;
    case "recovery":
      return `asks who they are (nonce ${message.nonce})`;
    case "recovery-response":
      return `answers nonce ${message.nonce}: view ${message.view}${message.history === null ? "" : `, ${extent(message.history)}`}`;
    case "get-state":
      return `asks what follows operation ${message.opNumber} in view ${message.view}`;
    case "new-state":
      return `tells all from operation ${message.history.from} on`;
  }
}

function decision(decision: Decision<unknown, unknown, unknown>): string {
  switch (decision.kind) {
    case "executed":
      return `executes operation ${decision.opNumber} (${name(decision.operation)})`;
    case "restored":
      return `takes over the state after operation ${decision.opNumber}`;
    case "answered":
      return `answers client ${decision.client}: ${inWords(decision.result)}`;
  }
}

const extent = ({ opNumber }: History<unknown, unknown, unknown>): string =>
  opNumber === 0 ? "an empty log" : `a log up to operation ${opNumber}`;

const names = (commands: readonly ClientCommand<unknown>[]): string =>
  commands.length > 3 ? `${commands.length} commands` : commands.map(name).join(", ");

const name = ({ client, command }: ClientCommand<unknown>): string =>
  `${inWords(command)} of client ${client}`;
