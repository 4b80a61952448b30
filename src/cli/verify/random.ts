import type { Vocabulary } from "../../core/index.ts";
import { swarmStepwise, tell, type StormFailure } from "../../sim/index.ts";
import { asStorms, SettingError, type Subject } from "../../verify/index.ts";
import type { Result } from "./task.ts";

interface RandomOptions {
  readonly runs: number;
  readonly seed: number;
  readonly onProgress: (progress: { readonly storms: number }) => void;
  readonly signal: AbortSignal;
}

/** A protocol that retries for ever is stopped after so many steps; a storm is over long before. */
const enough = 10_000;

/** For what is too large to explore: random storms in the simulator, the first failing one shrunk. */
export async function weatherSubject(subject: Subject, options: RandomOptions): Promise<Result> {
  if (subject.kind === "specification") {
    throw new SettingError("A specification has no nodes to put through a storm; leave out --random.");
  }
  const { model, phrases } = subject;
  const { runs, seed, onProgress, signal } = options;
  const search = swarmStepwise({
    protocol: model.protocol,
    properties: model.properties ?? [],
    storms: asStorms(model),
    untilSteps: enough,
    from: seed,
    runs,
  });
  for (let done = 0; ;) {
    const step = search.next();
    const { runs: count, failure } = step.value;
    if (failure !== null) return failed(failure, count, phrases);
    if (step.done === true || signal.aborted) return survived(count, runs, seed);
    if (count >= done + 50) {
      done = count;
      onProgress({ storms: count });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function survived(count: number, asked: number, seed: number): Result {
  const isAll = count === asked;
  return {
    outcome: isAll ? "held" : "bound reached",
    text:
      `Nothing wrong in ${count.toLocaleString("en")} random storms (seeds ${seed} to ${seed + count - 1}). ` +
      "That is evidence and no proof: a storm is one run of very many.",
    json: { kind: "random", storms: count, seed, violation: null },
    recording: null,
    test: null,
  };
}

function failed(
  { storm, shrunk, run, violation }: StormFailure<Vocabulary>,
  count: number,
  phrases: Extract<Subject, { kind: "protocol" }>["phrases"],
): Result {
  const story = tell(run.trace, phrases).map(({ text }, index) => `${index + 1}. ${text}`);
  const seed = storm.seed;
  return {
    outcome: "violated",
    text: [
      `Violated: ${violation.property}, in storm ${count} (seed ${seed}): ${violation.problem}.`,
      `Of the ${storm.happenings.length} things that happened in it, ${shrunk.happenings.length} are needed:`,
      "",
      ...story,
      "",
      `To see it again: the same command with --random 1 --seed ${seed}.`,
    ].join("\n"),
    json: { kind: "random", storms: count, seed, violation, happenings: shrunk.happenings, story },
    recording: null,
    test: null,
  };
}
