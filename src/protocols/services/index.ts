export * from "./key-value.ts";
export * from "./ward-ledger.ts";
