import { picklist, safeParse, strictObject, string, union, unknown } from "valibot";
import {
  Misbehaviour,
  NotPlainData,
  plainData,
  type Json,
  type MisbehaviourKind,
} from "../../judge/index.ts";
import { oneLine } from "../one-line.ts";

/** What a submission's side may accuse the submission of; the rest is for this side to say. */
const admissible = [
  "does not load",
  "throws",
  "answers no plain data",
  "changes its arguments",
] as const satisfies MisbehaviourKind[];

const reply = union([
  strictObject({ answer: unknown() }),
  strictObject({ threw: strictObject({ kind: picklist(admissible), sentence: string() }) }),
]);

/**
 * What a reply says, of which nothing is believed: it may have been written by the submission itself.
 *
 * @param text JSON, for all we know.
 * @throws Misbehaviour if it is no answer.
 */
export function answerIn(text: string, call: string): Json {
  const parsed = safeParse(reply, parseJson(text));
  if (!parsed.success)
    throw new Misbehaviour("breaks the protocol", `What comes for ${call} is no answer at all.`);
  if ("threw" in parsed.output) {
    const { kind, sentence } = parsed.output.threw;
    throw new Misbehaviour(kind, oneLine(sentence));
  }
  try {
    return plainData(parsed.output.answer);
  } catch (error) {
    if (!(error instanceof NotPlainData)) throw error;
    throw new Misbehaviour("answers no plain data", `What ${call} answers ${error.message}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
