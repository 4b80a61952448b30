export * from "./experiment.ts";
export type { Outcome, RunResult } from "./measure-run.ts";
export { type Seeds, type Shard, type SweepOptions } from "./plan.ts";
export type { Estimate } from "./statistics/estimates.ts";
export type { MeasureSummary, PointSummary } from "./statistics/summary.ts";
export type { Code, Sweep } from "./sweep.ts";
export * from "./sweep-error.ts";
export * from "./sweep-here.ts";
