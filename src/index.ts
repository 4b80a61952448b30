export * from "./core/index.ts";
export * from "./properties/index.ts";
export * from "./sim/index.ts";
