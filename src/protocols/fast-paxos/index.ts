export * from "./lenses.ts";
export * from "./messages.ts";
export * from "./node.ts";
export * from "./phrases.ts";
export * from "./quorums.ts";
export * from "./reports.ts";
export * from "./rounds.ts";
export * from "./rules.ts";
export type * from "./vocabulary.ts";
