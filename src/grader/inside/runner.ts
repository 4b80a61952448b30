import { readSync, writeSync } from "node:fs";
import { constants, createContext, runInContext } from "node:vm";
import type { Answering } from "./answering.ts";
import type { Delivery } from "./reply.ts";

/**
 * All that runs in the locked-up process besides the submission: it hands lines between two pipes and a bare realm, in
 * which the submission finds the language and nothing of Node. It imports nothing but Node's own modules, as it is
 * given to Node as one text.
 *
 * Synchronous from beginning to end: promises and timers of a submission never get a turn.
 */

const chunk = Buffer.alloc(65_536);
let unread = "";
const decoder = new TextDecoder();

function nextLine(): string {
  for (;;) {
    const end = unread.indexOf("\n");
    if (end !== -1) {
      const line = unread.slice(0, end);
      unread = unread.slice(end + 1);
      return line;
    }
    const length = readSync(0, chunk, 0, chunk.length, null);
    if (length === 0) process.exit(0);
    unread += decoder.decode(chunk.subarray(0, length), { stream: true });
  }
}

function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;) written += writeSync(1, bytes, written);
}

/** `token text`: the token goes back with what belongs to it, and is never seen by the submission. */
function reply(line: string, work: (text: string) => unknown): void {
  const space = line.indexOf(" ");
  const text = work(line.slice(space + 1));
  say(`${line.slice(0, space)} ${typeof text === "string" ? text : "null"}`);
}

const noScript =
  '{"threw":{"kind":"does not load","sentence":"It is no script that could be run. Is it nested very deeply?"}}';
const realm = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
let answering: Answering | null = null;

say("ready");
reply(nextLine(), (text) => {
  const { exercise, submission } = JSON.parse(text) as Delivery;
  const open = runInContext(exercise, realm, { filename: "exercise" }) as (load: unknown) => Answering;
  try {
    answering = open(runInContext(submission, realm, { filename: "submission" }));
  } catch {
    return noScript;
  }
  return answering.open();
});
for (;;) reply(nextLine(), (text) => answering?.ask(text));
