export { castOf, mostAcceptors, mostProposers, type Cast } from "./cast.ts";
export * from "./contention.ts";
export * from "./delays.ts";
export type { ContentionOptions } from "./options.ts";
export * from "./places.ts";
export type { ContentionSummary } from "./summary.ts";
