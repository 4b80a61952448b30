export * from "./block-vote.ts";
export type { Found } from "./found.ts";
export * from "./lying-paxos.ts";
export * from "./resolutions.ts";
