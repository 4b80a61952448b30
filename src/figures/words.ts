import { formatBallot, inWords, type Ballot } from "../core/index.ts";

/** How a figure puts a protocol's data into words. Each may be replaced by the caller. */
export interface Words {
  /** A few words for an arrow: `prepare 1.2`. */
  readonly message: (message: unknown) => string;
  readonly request: (request: unknown) => string;
  readonly decision: (decision: unknown) => string;
}

/** Words that suit every protocol whose data have the usual fields: `kind`, `ballot`, `value`, `accepted`. */
export const usualWords: Words = {
  message: describeMessage,
  request: (request) => {
    const kind = kindOf(request);
    return sentence([kind === "propose" ? "proposes" : kind, valueIn(request)]);
  },
  decision: (decision) => sentence(["decides", valueIn(decision) ?? formatValue(decision)]),
};

/** The `kind` of a message, request or the like; `message` if it has none. */
export function kindOf(data: unknown): string {
  return isRecord(data) && typeof data["kind"] === "string" ? data["kind"] : "message";
}

/** A value in one short line: text as it is, anything else in words. */
export function formatValue(value: unknown, longest?: number): string {
  return shortened(typeof value === "string" ? value : inWords(value), longest);
}

/** As much of a text as stands well beside a mark, in characters. */
export function shortened(text: string, longest = 40): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** The ballot of a message, if it has one. */
export function ballotOf(data: unknown): Ballot | null {
  const ballot = isRecord(data) ? data["ballot"] : undefined;
  return isBallot(ballot) ? ballot : null;
}

/** The value that a message, request or decision carries; undefined if it carries none. */
export function valueIn(data: unknown): string | undefined {
  return isRecord(data) && "value" in data ? formatValue(data["value"]) : undefined;
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** `1 promise`, `9 promises`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? singular : plural}`;
}

/** `Bandra, Kurla`, or the first few of many `and 4 more`. */
export function nameSome(names: readonly string[], most = 8): string {
  const some = names.slice(0, most).join(", ");
  return names.length > most ? `${some} and ${names.length - most} more` : some;
}

function describeMessage(message: unknown): string {
  const ballot = ballotOf(message);
  return sentence([
    kindOf(message),
    ballot && formatBallot(ballot),
    valueIn(message),
    askedFor(message),
    alreadyAccepted(message),
  ]);
}

/** What a 2a message of Fast Paxos asks for: `any`, or a value. */
function askedFor(message: unknown): string | undefined {
  const ask = isRecord(message) ? message["ask"] : undefined;
  return isRecord(ask) ? (valueIn(ask) ?? kindOf(ask)) : undefined;
}

function alreadyAccepted(message: unknown): string | undefined {
  const accepted = isRecord(message) ? message["accepted"] : undefined;
  if (!isRecord(accepted)) return undefined;
  return `(had ${sentence([valueIn(accepted), "at", formatBallot(ballotOf(accepted))])})`;
}

const sentence = (words: readonly (string | null | undefined)[]): string =>
  words.filter((word) => word !== null && word !== undefined && word !== "").join(" ");

function isBallot(data: unknown): data is Ballot {
  return isRecord(data) && typeof data["round"] === "number" && typeof data["node"] === "number";
}
