export * from "./lens.ts";
export * from "./metrics/index.ts";
