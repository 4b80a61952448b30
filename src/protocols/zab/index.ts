export type { ClientCommand, Execute, Executed, Session } from "../../core/index.ts";
export * from "./lenses.ts";
export * from "./messages.ts";
export * from "./node.ts";
export * from "./replica.ts";
export * from "./rules.ts";
export type * from "./vocabulary.ts";
export * from "./zxid.ts";
