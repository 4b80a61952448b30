import { ScriptError, tell, type Run } from "../../sim/index.ts";
import type { Vocabulary } from "../../core/index.ts";
import { playIn, type Recording, type Subject } from "../../verify/index.ts";
import { FileError } from "./subject.ts";
import type { Result } from "./task.ts";

/** Plays a recorded counterexample in the simulator. @throws FileError if it does not fit the subject. */
export function replaySubject(subject: Subject, recording: Recording): Result {
  if (subject.kind === "specification")
    throw new FileError("A specification cannot be played; it has no nodes.");
  const run = played(subject, recording);
  const { violation } = run;
  const story = tell(run.trace, subject.phrases).map(({ text }, index) => `${index + 1}. ${text}`);
  const ending =
    violation === null
      ? "No property is broken by this run."
      : `Violated: ${violation.property}: ${violation.problem}.`;
  return {
    outcome: violation === null ? "held" : "violated",
    text: [...story, "", ending].join("\n"),
    json: { outcome: violation === null ? "held" : "violated", violation, story },
    recording: null,
    test: null,
  };
}

function played({ model }: Extract<Subject, { kind: "protocol" }>, { script }: Recording): Run<Vocabulary> {
  try {
    return playIn(model, script);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw new FileError(
      `The recording does not fit this protocol, which may have changed: ${error.message}`,
      {
        cause: error,
      },
    );
  }
}
