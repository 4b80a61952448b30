import { inWords, formatBallot, type Phrasebook, type ClientCommand } from "../../core/index.ts";
import { formatMembership } from "./membership/index.ts";
import type { Decision, Message } from "./messages.ts";
import type { Reconfigure, Value } from "./values.ts";
import type { MultiPaxos } from "./vocabulary.ts";

type Anything = MultiPaxos<unknown, unknown, unknown>;

/** Multi-Paxos in sentences. */
export const multiPaxosPhrases: Phrasebook<Anything> = {
  letter: (message) => `the ${letter(message)}`,
  act,
  wish,
  decision,
};

function letter(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "prepare":
      return `prepare for ballot ${formatBallot(message.ballot)}`;
    case "promise":
      return `promise for ballot ${formatBallot(message.ballot)} (${report(message.accepted.length)})`;
    case "accept":
      return `request to accept ${content(message.value)} in slot ${message.slot} at ballot ${formatBallot(message.ballot)}`;
    case "accepted":
      return `news that slot ${message.slot} was accepted at ballot ${formatBallot(message.ballot)}`;
    case "nack":
      return `refusal of ballot ${formatBallot(message.ballot)}`;
    case "chosen":
      return `news that all slots before ${message.chosenBelow} are chosen`;
    case "heartbeat":
      return `heartbeat of ballot ${formatBallot(message.ballot)}`;
    case "alive":
      return `answer to a heartbeat of ballot ${formatBallot(message.ballot)}`;
    case "missing":
      return `question what is chosen from slot ${message.from} on`;
    case "catch-up":
      return `news of what is chosen in ${count(message.chosen.length, "slot")}`;
    case "snapshot":
      return `snapshot before slot ${message.replica.next}`;
    case "forward":
      return `forwarded ${names(message.commands)}`;
    case "read":
      return `question which slots client ${message.client}'s read ${message.sequence} needs (by ${message.by})`;
    case "reconfigure":
      return `wish for ${members(message)}`;
    case "read-slot":
      return `news that client ${message.client}'s read ${message.sequence} needs all slots before ${message.slot}`;
  }
}

function act(message: Message<unknown, unknown, unknown>): string {
  switch (message.kind) {
    case "prepare":
      return `prepares ballot ${formatBallot(message.ballot)} from slot ${message.from} on`;
    case "promise":
      return `promises ballot ${formatBallot(message.ballot)} (${report(message.accepted.length)})`;
    case "accept":
      return `asks to accept ${content(message.value)} in slot ${message.slot} at ballot ${formatBallot(message.ballot)}`;
    case "accepted":
      return `accepts slot ${message.slot} at ballot ${formatBallot(message.ballot)}`;
    case "nack":
      return `refuses ballot ${formatBallot(message.ballot)} (promised ${formatBallot(message.promised)})`;
    case "chosen":
      return `says that all slots before ${message.chosenBelow} are chosen`;
    case "heartbeat":
      return `says that ballot ${formatBallot(message.ballot)} has a living leader`;
    case "alive":
      return "answers the heartbeat";
    case "missing":
      return `asks what is chosen from slot ${message.from} on`;
    case "catch-up":
      return `tells what is chosen in ${count(message.chosen.length, "slot")}`;
    case "snapshot":
      return `hands over a snapshot before slot ${message.replica.next}`;
    case "forward":
      return `forwards ${names(message.commands)}`;
    case "read":
      return `asks which slots client ${message.client}'s read ${message.sequence} needs (by ${message.by})`;
    case "reconfigure":
      return `forwards the wish for ${members(message)}`;
    case "read-slot":
      return `says that client ${message.client}'s read ${message.sequence} needs all slots before ${message.slot}`;
  }
}

function wish(request: Anything["request"]): string {
  switch (request.kind) {
    case "execute":
      return `for ${name(request)}`;
    case "read":
      return `to read ${name(request)} by ${request.by}`;
    case "reconfigure":
      return `for ${members(request)}`;
  }
}

function decision(decision: Decision<unknown, unknown, unknown>): string {
  switch (decision.kind) {
    case "applied":
      return `applies slot ${decision.slot} (${content(decision.value)})`;
    case "restored":
      return `takes over the state before slot ${decision.slot}`;
    case "reconfigured":
      return `knows that from slot ${decision.from} on ${formatMembership(decision.membership)} are in charge`;
    case "answered":
      return `answers client ${decision.client}: ${inWords(decision.result)}`;
    case "read":
      return `answers client ${decision.client} by ${decision.by}: ${inWords(decision.result)}`;
  }
}

function content(value: Value<unknown>): string {
  switch (value.kind) {
    case "no-op":
      return "a no-op";
    case "commands":
      return names(value.commands);
    case "reconfigure":
      return members(value);
  }
}

const members = ({ number, membership }: Reconfigure): string =>
  `configuration ${number}, ${formatMembership(membership)}`;

const names = (commands: readonly ClientCommand<unknown>[]): string =>
  commands.length > 3 ? count(commands.length, "command") : commands.map(name).join(", ");

const name = ({ client, command }: ClientCommand<unknown>): string =>
  `${inWords(command)} of client ${client}`;

const report = (accepted: number): string =>
  accepted === 0 ? "nothing accepted there yet" : `${count(accepted, "slot")} reported`;

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? "" : "s"}`;
