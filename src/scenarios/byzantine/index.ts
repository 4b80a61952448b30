export * from "./block-vote.ts";
export * from "./cost/index.ts";
export type { Found } from "./found.ts";
export * from "./lying-paxos.ts";
export * from "./resolutions.ts";
export * from "./pbft-among-liars.ts";
export * from "./too-few.ts";
