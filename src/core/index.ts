export * from "./ballot.ts";
export * from "./node-id.ts";
export * from "./protocol.ts";
export * from "./quorum.ts";
export * from "./random.ts";
export * from "./time.ts";
