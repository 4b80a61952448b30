export * from "./faults.ts";
export * from "./narrate.ts";
export {
  calmNetwork,
  drawLatency,
  stormyNetwork,
  type Latency,
  type Link,
  type Network,
  type Spell,
} from "./network.ts";
export { play, ScriptError, type Play } from "./play.ts";
export {
  PropertyViolation,
  requireHeld,
  type Decided,
  type Ending,
  type Run,
  type Violation,
} from "./run.ts";
export * from "./schedule.ts";
export { type Setup } from "./setup.ts";
export { simulate } from "./simulate.ts";
export * from "./storm/index.ts";
export * from "./tell.ts";
export * from "./trace.ts";
export { costs, type Costs, type Handled, type WorkModel } from "./work.ts";
