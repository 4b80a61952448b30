import { inWords, type Name, type Phrasebook } from "../../core/index.ts";
import type { Batch, Decision, Message, NewView, Prepare, PrePrepare, ViewChange } from "./messages.ts";
import type { Pbft } from "./vocabulary.ts";

type Anything = Pbft<unknown, unknown, unknown>;
type Said = Message<unknown, unknown, unknown>;

/** PBFT in sentences. Messages say whom they name, for others may pass them on. */
export const pbftPhrases: Phrasebook<Anything> = {
  letter: (message, name) => `the ${letter(message, name)}`,
  act,
  wish: ({ client, command }) => `for ${inWords(command)} of client ${client}`,
  decision,
};

function letter(message: Said, name: Name): string {
  switch (message.kind) {
    case "request":
      return `request of client ${message.client} for ${inWords(message.operation)}`;
    case "pre-prepare":
      return `pre-prepare of ${ordering(message)}`;
    case "prepare":
    case "commit":
      return `${message.kind} by ${name(message.replica)} for ${vote(message)}`;
    case "committed":
      return `proof that ${ordering(message.prePrepare)} has committed`;
    case "checkpoint":
      return `checkpoint ${message.sequence} by ${name(message.replica)}`;
    case "view-change":
      return `view change to view ${message.view} by ${name(message.replica)} (${claims(message)})`;
    case "new-view":
      return `new view ${message.view} (${orders(message)})`;
    case "reply":
      return `reply of ${name(message.replica)} to client ${message.client}: ${inWords(message.result)}`;
    case "status":
      return `status: executed up to number ${message.executed}, in view ${message.view}`;
    case "state":
      return `state after number ${message.snapshot.sequence}`;
  }
}

function act(message: Said, name: Name): string {
  switch (message.kind) {
    case "request":
      return `passes on the ${letter(message, name)}`;
    case "pre-prepare":
      return `orders ${ordering(message)}`;
    case "prepare":
      return `prepares ${vote(message)}`;
    case "commit":
      return `commits to ${vote(message)}`;
    case "committed":
      return `proves that ${ordering(message.prePrepare)} has committed`;
    case "checkpoint":
      return `takes checkpoint ${message.sequence}`;
    case "view-change":
      return `asks for view ${message.view} (${claims(message)})`;
    case "new-view":
      return `begins view ${message.view} (${orders(message)})`;
    case "reply":
      return `answers client ${message.client}: ${inWords(message.result)}`;
    case "status":
      return `says that it has executed up to number ${message.executed}, in view ${message.view}`;
    case "state":
      return `hands over the state after number ${message.snapshot.sequence}`;
  }
}

function decision(decision: Decision<unknown, unknown, unknown>): string {
  switch (decision.kind) {
    case "executed": {
      const commands = decision.executed.map(({ command }) => inWords(command));
      return `executes number ${decision.sequence} (${list(commands, "nothing")})`;
    }
    case "restored":
      return `takes over the state after number ${decision.sequence}`;
    case "answered":
      return `has client ${decision.client} believe ${inWords(decision.result)}`;
  }
}

const place = ({ view, sequence }: PrePrepare<unknown> | Omit<Prepare, "kind">): string =>
  `number ${sequence} of view ${view}`;

/** Votes name the batch by its digest alone. */
const vote = (message: Omit<Prepare, "kind">): string => `${place(message)}, digest ${message.digest}`;

const ordering = (message: PrePrepare<unknown>): string => `${requests(message.batch)} as ${place(message)}`;

function claims({ stable, prepared }: ViewChange<unknown>): string {
  const numbers = prepared.map(
    ({ prePrepare }) => `${requests(prePrepare.batch)} prepared as ${place(prePrepare)}`,
  );
  const since = stable === 0 ? "" : `checkpoint ${stable}; `;
  return since + list(numbers, "nothing prepared");
}

const orders = ({ prePrepares }: NewView<unknown>): string =>
  list(
    prePrepares.map(({ sequence, batch }) => `number ${sequence}: ${requests(batch)}`),
    "nothing carried over",
  );

const requests = (batch: Batch<unknown>): string =>
  list(
    batch.map(({ operation }) => inWords(operation)),
    "the null request",
  );

function list(items: readonly string[], none: string): string {
  if (items.length > 3) return `${items.length} of them`;
  return items.length === 0 ? none : items.join(", ");
}
