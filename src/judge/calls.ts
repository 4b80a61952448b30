import { getDotPath, safeParse, type GenericSchema } from "valibot";
import type { CallsOf } from "./port.ts";
import { show } from "./told.ts";
import { Misbehaviour, type Json, type Subject } from "./subject.ts";

/** What each question may be answered by. The judge computes with the answers, so it looks at them first. */
export type AnswersOf<Calls extends CallsOf<Calls>> = {
  readonly [Name in keyof Calls]: GenericSchema<unknown, ReturnType<Calls[Name]>>;
};

/** The subject's code as functions, each answer of the right shape. They throw {@link Misbehaviour} otherwise. */
export function callsTo<Calls extends CallsOf<Calls>>(subject: Subject, answers: AnswersOf<Calls>): Calls {
  const calls = Object.entries(answers).map(([call, schema]) => [
    call,
    (...args: readonly Json[]) => {
      const answer = subject.ask({ call, args });
      const parsed = safeParse(schema as GenericSchema<unknown, unknown>, answer);
      if (parsed.success) return parsed.output;
      const [issue] = parsed.issues;
      const place = getDotPath(issue);
      const where = place === null ? "" : `, at ${place}`;
      throw new Misbehaviour(
        "answers the wrong shape",
        `${call} answers ${show(answer, 160)}: ${
          issue.expected === "never"
            ? `there should be nothing${where}`
            : `expected ${issue.expected ?? "something else"}${where}, received ${issue.received}`
        }.`,
      );
    },
  ]);
  return Object.fromEntries(calls) as Calls;
}
