import { NotPlainData, plainData } from "./plain-data.ts";
import { missingExport, put, type AnyPort } from "./port.ts";
import { Misbehaviour, type Json, type Question, type Subject } from "./subject.ts";

/**
 * A module in this very process: for those whom the judge trusts, as the reference, planted bugs, and a learner's own
 * module on the learner's own machine. A sandbox's inner half uses it as well, and is not believed.
 *
 * @throws Misbehaviour if the module does not export what it should.
 */
export function inProcess(port: AnyPort, module: object): Subject {
  const missing = missingExport(port, module);
  if (missing !== null) throw new Misbehaviour("does not load", missing);
  return {
    ask({ call, args }: Question): Json {
      // A copy of its own for each call: whoever changes it changes nothing, and is told.
      const given = args.map(frozenCopy);
      const answer = attempt(port, module, { call, args: given });
      return plain(call, answer);
    },
  };
}

/** A proxy may do anything when it is looked at, and that is no bug of ours. */
function plain(call: string, answer: unknown): Json {
  try {
    if (answer instanceof Promise)
      throw new NotPlainData("is a promise; answers are given at once, without await");
    return plainData(answer);
  } catch (error) {
    const why =
      error instanceof NotPlainData ? error.message : `does not let itself be read (${thrown(error)})`;
    throw new Misbehaviour("answers no plain data", `What ${call} answers ${why}.`, { cause: error });
  }
}

function attempt(port: AnyPort, module: object, { call, args }: Question): unknown {
  try {
    return put(port, module, call, args);
  } catch (error) {
    const what = thrown(error);
    if (inPlace.test(what)) {
      const sentence = `${call} changes an argument in place (${what}); return something new instead.`;
      throw new Misbehaviour("changes its arguments", sentence, { cause: error });
    }
    throw new Misbehaviour("throws", `${call} throws: ${what}`, { cause: error });
  }
}

/** What engines say of an attempt to change what is frozen. */
const inPlace = /^TypeError: .*(read.only|not extensible|not delete|Cannot delete|Cannot add|Cannot assign)/;

/** Whatever may be thrown, on one line. */
export function thrown(error: unknown): string {
  try {
    const text =
      error instanceof Error ? `${error.name}: ${error.message}` : `not an Error, but ${typeof error}`;
    // By its place and not by taking it apart: lists may have been taught to be empty.
    const line = text.split("\n")[0] ?? "";
    return line.length > 300 ? `${line.slice(0, 300)} …` : line;
  } catch {
    return "something that throws when it is looked at"; // A getter or a proxy: it has had its say.
  }
}

function frozenCopy(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  const fields = Object.entries(value).map(([key, item]) => [
    key,
    item === undefined ? item : frozenCopy(item),
  ]);
  return Object.freeze(Object.fromEntries(fields) as Json);
}
