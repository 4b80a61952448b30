export { levels, type Level, type LogRecord } from "./levels.ts";
export { logLines, logRecords, type LogOptions } from "./lines.ts";
