export * from "./node.ts";
export type * from "./vocabulary.ts";
