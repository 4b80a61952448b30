export * from "./lenses.ts";
export * from "./messages.ts";
export * from "./node.ts";
export * from "./phrases.ts";
export * from "./queue.ts";
export * from "./replica.ts";
export * from "./rules.ts";
export * from "./values.ts";
export type * from "./vocabulary.ts";
