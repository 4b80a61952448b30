import type { Model, Sometimes } from "../../check/index.ts";
import { pbftAmongLiars, type AmongLiars, type Resolving } from "../../scenarios/index.ts";

/** PBFT in view 0 among liars, with what must be seen for the search to mean anything. */
export function pbftModel(bounds: AmongLiars): Model<Resolving> {
  const model = pbftAmongLiars(bounds);
  return { ...model, sometimes: bounds.plans.map((plan) => executed(plan, model.correct[0]!)) };
}

/** Which of its clients' wishes goes first is the primary's choice. */
const executed = (plan: string, at: number): Sometimes<Resolving> => ({
  name: `“${plan}” is executed first`,
  event: (node, event) =>
    node === at &&
    event.kind === "decide" &&
    event.decision.kind === "executed" &&
    event.decision.sequence === 1 &&
    event.decision.executed.some(({ command }) => command === plan),
});
