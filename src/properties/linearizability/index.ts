export { checkLinearizability, type LinearizabilityOptions, type LinearizabilityVerdict } from "./check.ts";
export type { Counterexample } from "./counterexample.ts";
export { historyFrom, type Call, type CallId, type History, type HistoryEvent } from "./history.ts";
export { historyThrough, linearizability, type ClientLens, type LinearizabilityMemory } from "./monitor.ts";
export {
  describeOperation,
  type Observed,
  type Outcome,
  type SequentialSpecification,
} from "./specification.ts";
export * from "./specifications/index.ts";
export type { LinearizationPoint } from "./witness.ts";
