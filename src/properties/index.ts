export * from "./agreement.ts";
export * from "./validity.ts";
export * from "./votes.ts";
