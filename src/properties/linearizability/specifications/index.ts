export * from "./account-book.ts";
export * from "./key-value.ts";
export * from "./ledger.ts";
export * from "./lock.ts";
export * from "./queue.ts";
export * from "./register.ts";
