import { array, literal, looseObject, nullable, number, optional, picklist, string, variant } from "valibot";
import { exercises } from "../../judge/index.ts";

/** What is read from a file may have been written by anybody: of it at least this much must be as it should. */

const fault = looseObject({ kind: string(), sentence: string() });

const outcome = variant("kind", [
  looseObject({ kind: literal("passed") }),
  looseObject({
    kind: literal("failed"),
    finding: looseObject({
      sentence: string(),
      counterexample: optional(
        looseObject({ property: string(), story: array(string()), trace: looseObject({}) }),
      ),
    }),
  }),
  looseObject({ kind: literal("misbehaved"), fault }),
  looseObject({ kind: literal("not run"), because: string() }),
]);

const slug = picklist(exercises.map((exercise) => exercise.slug));

export const judgedSchema = looseObject({
  isolation: looseObject({ kind: picklist(["bubblewrap", "quickjs"]) }),
  verdict: looseObject({
    exercise: slug,
    seed: number(),
    points: number(),
    of: number(),
    cases: array(looseObject({ name: string(), why: string(), of: number(), outcome })),
    disqualified: nullable(fault),
    behavesLike: nullable(string()),
    questions: number(),
  }),
});

const result = variant("kind", [
  looseObject({ ...judgedSchema.entries, kind: literal("judged") }),
  looseObject({ kind: literal("not handed in") }),
  looseObject({ kind: picklist(["not readable", "not judged"]), sentence: string() }),
]);

export const reportSchema = looseObject({
  version: literal(1),
  seed: number(),
  exercises: array(slug),
  grades: array(looseObject({ student: string(), exercise: slug, of: number(), result })),
});
