import { registerHooks } from "node:module";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { anyPort, exerciseCalled, inProcess, judge, Misbehaviour, thrown } from "../judge/index.ts";
import type { Finding, Task } from "./checker-protocol.ts";

/**
 * A process of its own for a learner's module: it may loop for ever or take all the memory, and whoever started the
 * process ends it. It is trusted otherwise: people do not cheat when they play patience. Grades are the grader's.
 */
process.once("message", async (task: Task) => {
  const finding = await look(task);
  process.send?.(finding, () => process.exit(0));
});

// The learner's folder may be anywhere: what it imports of the course is this package.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith("paxoslab/")
      ? next(specifier, { ...context, parentURL: import.meta.url })
      : next(specifier, context),
});

async function look({ slug, file, seed }: Task): Promise<Finding> {
  const exercise = exerciseCalled(slug);
  let module: object;
  try {
    module = (await import(pathToFileURL(file).href)) as object;
  } catch (error) {
    return {
      kind: "does not load",
      sentence: `${relative(process.cwd(), file)} does not load: ${cause(error)}`,
    };
  }
  try {
    return { kind: "judged", verdict: judge(exercise, inProcess(anyPort(exercise.port), module), { seed }) };
  } catch (error) {
    if (error instanceof Misbehaviour) return { kind: "does not load", sentence: error.message };
    throw error;
  }
}

/** Node shows the line of a syntax error in the message, or at the top of the stack. */
function cause(error: unknown): string {
  if (!(error instanceof SyntaxError)) return thrown(error);
  const { message, stack = "" } = error;
  const [place = ""] = stack.split("\n");
  const line = /:(\d+)$/.exec(place)?.[1];
  return `${line === undefined ? "" : `line ${line}: `}${message
    .split("\n")
    .filter((text) => text.trim() !== "")
    .join("; ")}`;
}
