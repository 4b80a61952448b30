export * from "./node.ts";
export * from "./phrases.ts";
export type * from "./vocabulary.ts";
