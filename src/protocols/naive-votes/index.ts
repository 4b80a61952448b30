export * from "./first-come.ts";
export * from "./plain-majority.ts";
export type * from "./vocabulary.ts";
