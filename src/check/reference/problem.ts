import type { Script, Vocabulary } from "../../core/index.ts";
import type { Model } from "../model.ts";
import { apply, initialOutcome } from "./semantics.ts";

/** What is wrong after a run that breaks a property, told of the nodes of this very run. */
export function problemOf<V extends Vocabulary>(model: Model<V>, script: Script<V>): string {
  let at = initialOutcome(model);
  for (const action of script) at = apply(model, at.state, action);
  if (at.broken === null) throw new Error("A run that was said to break a property breaks none.");
  return at.broken.problem;
}
