export * from "./duel.ts";
export * from "./endless.ts";
export * from "./strategies.ts";
export * from "./suburbs.ts";
