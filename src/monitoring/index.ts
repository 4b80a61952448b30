export * from "./alarms/index.ts";
export * from "./lens.ts";
export * from "./log/index.ts";
export * from "./metrics/index.ts";
