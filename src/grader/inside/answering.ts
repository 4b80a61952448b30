import { inProcess, thrown } from "../../judge/in-process.ts";
import type { AnyPort } from "../../judge/port.ts";
import { Misbehaviour, type Json, type Question, type Subject } from "../../judge/subject.ts";
import type { Reply } from "./reply.ts";

/** A submission as the body of a CommonJS module. */
export type Loader = (module: { exports: object }, require: (name: string) => object) => void;

/** What a submission may import, by module. */
export type Provided = Readonly<Record<string, object>>;

/** Texts in, texts out: no object crosses the border of the submission's realm. */
export interface Answering {
  /** @returns a {@link Reply} as JSON. */
  open(): string;
  /** @returns a {@link Reply} to the question, both as JSON. */
  ask(question: string): string;
}

/** Loads a submission, and answers questions by it. Runs beside the submission: nobody believes what it says. */
export function answering(port: AnyPort, provided: Provided, load: Loader): Answering {
  // Taken while they are what they should be.
  const { parse, stringify } = JSON;
  let subject: Subject | null = null;
  const replying = (work: () => Json): string => {
    try {
      return stringify({ answer: work() } satisfies Reply);
    } catch (error) {
      try {
        return stringify(asReply(error));
      } catch {
        return unspeakable;
      }
    }
  };
  return {
    open: () =>
      replying(() => {
        const module = { exports: {} };
        try {
          load(module, (name) => requireFrom(provided, name));
        } catch (error) {
          throw new Misbehaviour("does not load", `${port.file} throws while it is loaded: ${thrown(error)}`);
        }
        subject = inProcess(port, module.exports);
        return null;
      }),
    ask: (question) => replying(() => subject!.ask(parse(question) as Question)),
  };
}

function requireFrom(provided: Provided, name: string): object {
  const found = Object.hasOwn(provided, name) ? provided[name] : undefined;
  if (found !== undefined) return found;
  throw new Error(`${name} is not part of the exercise`);
}

function asReply(error: unknown): Reply {
  if (error instanceof Misbehaviour) return { threw: { kind: error.kind, sentence: error.message } };
  const sentence =
    error instanceof Error ? `${error.name}: ${error.message}` : `not an Error, but ${typeof error}`;
  return { threw: { kind: "throws", sentence: `It throws where only data should be: ${sentence}` } };
}

const unspeakable =
  '{"threw":{"kind":"throws","sentence":"It throws something that cannot even be looked at."}}';
