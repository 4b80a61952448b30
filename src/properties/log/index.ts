export * from "./agreement.ts";
export * from "./asked.ts";
export * from "./at-most-once.ts";
export * from "./conservation.ts";
export * from "./in-order.ts";
export type { CommandName, LogEvent, LogLens } from "./lens.ts";
export * from "./sessions.ts";
