export * from "./acceptor.ts";
export * from "./learner.ts";
export * from "./messages.ts";
export * from "./node.ts";
export * from "./phrases.ts";
export * from "./proposer.ts";
export * from "./retry.ts";
export type * from "./vocabulary.ts";
export * from "./vote.ts";
