export * from "./explore.ts";
export * from "./explorer.ts";
export * from "./model.ts";
export * from "./report.ts";
export type * from "./state.ts";
export { apply, initialOutcome, type Outcome } from "./reference/semantics.ts";
export { enabledActions, isAtRest } from "./reference/actions.ts";
export { StepFault, type FaultKind } from "./step-fault.ts";
export { PlainDataError } from "./canonical.ts";
