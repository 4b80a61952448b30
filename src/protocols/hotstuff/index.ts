export * from "./blocks.ts";
export * from "./lenses.ts";
export * from "./messages.ts";
export * from "./monitoring.ts";
export * from "./node.ts";
export * from "./phrases.ts";
export * from "./rules.ts";
export type * from "./vocabulary.ts";
export * from "./lies.ts";
