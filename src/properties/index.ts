export * from "./agreement.ts";
export * from "./among.ts";
export * from "./chosen.ts";
export type { Tallies, Vote, VotingLens } from "./tally.ts";
export * from "./linearizability/index.ts";
export * from "./log/index.ts";
export * from "./validity.ts";
export * from "./voting.ts";
