import { randomBytes } from "node:crypto";
import { readSync, writeSync } from "node:fs";
import { Misbehaviour, type Json, type Question, type Subject } from "../../judge/index.ts";
import type { Delivery } from "../inside/reply.ts";
import type { Limits } from "../limits.ts";
import { answerIn } from "./believe.ts";
import { reasonOf } from "./endings.ts";
import type { Descriptors, Mailbox } from "./mailbox.ts";
import { SandboxError } from "./sandbox-error.ts";

/** A submission in a process of its own, at the other end of two pipes. */
export interface PipedSubject {
  readonly delivery: Delivery;
  /** What the submission's file is called. */
  readonly file: string;
  readonly limits: Limits;
  readonly mailbox: Mailbox;
  readonly wantChild: () => void;
}

const newline = 0x0a;

/**
 * Asks it, one question at a time. Whoever ends, stalls or says something else is replaced before the next question:
 * that onAccept never ends does not keep onPrepare from being right.
 */
export function pipedSubject({ delivery, file, limits, mailbox, wantChild }: PipedSubject): Subject {
  let child: Descriptors | null = null;
  const chunk = Buffer.alloc(limits.answer + 64);

  const breach = (sentence: string): never => {
    child = null;
    throw new Misbehaviour("breaks the protocol", sentence);
  };

  const endOf = (what: string): never => {
    child = null;
    throw reasonOf(mailbox.awaitEnding(), what, limits);
  };

  /** One line, with nothing behind it; null if there is no more. */
  const hear = (from: Descriptors, what: string): string | null => {
    let length = 0;
    while (length === 0 || chunk[length - 1] !== newline) {
      if (length === chunk.length) breach(`${what} answers with more than ${limits.answer} bytes.`);
      const read = readSync(from.answers, chunk, length, chunk.length - length, null);
      if (read === 0) return null;
      length += read;
    }
    return chunk.toString("utf8", 0, length - 1);
  };

  /** @throws Misbehaviour if what comes back is not for this very question. */
  const exchange = (whom: Descriptors, text: string, what: string): Json => {
    const token = randomBytes(12).toString("hex");
    mailbox.wait("answer");
    try {
      if (!send(whom, `${token} ${text}\n`)) return endOf(what);
      const line = hear(whom, what) ?? endOf(what);
      if (!line.startsWith(`${token} `)) breach(`${what} is answered by somebody who was not asked.`);
      return answerIn(line.slice(token.length + 1), what);
    } finally {
      mailbox.rest();
    }
  };

  const open = (): Descriptors => {
    const fresh = mailbox.awaitChild(wantChild);
    if (fresh === null) throw new SandboxError("The sandbox does not start.");
    mailbox.wait("start");
    const greeting = hear(fresh, file);
    mailbox.rest();
    if (greeting !== "ready") throw new SandboxError("The sandbox ends as soon as it starts.");
    child = fresh;
    exchange(fresh, JSON.stringify(delivery), file);
    return fresh;
  };

  return {
    ask({ call, args }: Question): Json {
      return exchange(child ?? open(), JSON.stringify({ call, args }), call);
    },
    restart() {
      child = null;
    },
  };
}

/** Whether anybody was there to read it. */
function send({ questions }: Descriptors, line: string): boolean {
  try {
    const bytes = Buffer.from(line);
    for (let sent = 0; sent < bytes.length;) sent += writeSync(questions, bytes, sent);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return false;
    throw error;
  }
}
