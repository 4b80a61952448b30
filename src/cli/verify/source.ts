import { basename, extname } from "node:path";
import type { ModelSource } from "../../verify/index.ts";
import type { SubjectName } from "./task.ts";

/** How a test file gets at the subject. */
export function sourceOf(subject: SubjectName): ModelSource {
  if (subject.kind === "file") {
    const path = `./${basename(subject.path, extname(subject.path))}${extname(subject.path)}`;
    return {
      imports: [`import * as subject from ${JSON.stringify(path)};`],
      expression: `"protocol" in subject ? subject : subject.default`,
    };
  }
  return {
    imports: [`import { modelNamed } from "paxoslab/verify";`],
    expression: `modelNamed(${JSON.stringify(subject.name)}, ${JSON.stringify(subject.settings)})`,
  };
}
