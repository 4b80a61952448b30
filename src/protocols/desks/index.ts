export * from "./batching.ts";
export { desks } from "./node.ts";
export type * from "./vocabulary.ts";
