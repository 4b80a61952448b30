import type { Vocabulary } from "../../core/index.ts";
import type { Trace } from "../../sim/index.ts";
import type { AlarmReport } from "../alarms/index.ts";
import type { MonitoringLens } from "../lens.ts";
import { alarmEntries } from "./alarm-entries.ts";
import { levels, type Entry, type Level, type LogRecord } from "./levels.ts";
import { LogTeller } from "./teller.ts";

export interface LogOptions {
  /** The least severe records to be kept. By default `info`. */
  readonly level?: Level;
  /** Alarms of this run, to be told among the rest. */
  readonly alarms?: AlarmReport;
}

/** A run as structured log records, in the order of time. */
export function logRecords<V extends Vocabulary>(
  { events, names }: Trace<V>,
  lens: MonitoringLens<V>,
  { level = "info", alarms }: LogOptions = {},
): readonly LogRecord[] {
  const teller = new LogTeller(lens);
  const least = levels[level];
  const records: LogRecord[] = [];
  const keep = (at: number, node: number | null, { severity, ...entry }: Entry): void => {
    if (levels[severity] < least) return;
    const who = node === null ? { name: "network" } : { name: names[node] ?? `node ${node}`, node };
    records.push({ level: levels[severity], time: at / 1_000, ...who, ...entry });
  };
  for (const event of events) {
    for (const entry of teller.entries(event)) keep(event.at, "node" in event ? event.node : null, entry);
  }
  if (alarms === undefined) return records;
  for (const { at, node, entry } of alarmEntries(alarms)) keep(at, node, entry);
  return records.sort((a, b) => a.time - b.time);
}

/** The same as JSON, one object a line, each ended by a newline: what `pino-pretty` and `jq` read. */
export function logLines<V extends Vocabulary>(
  trace: Trace<V>,
  lens: MonitoringLens<V>,
  options: LogOptions = {},
): string {
  return logRecords(trace, lens, options)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join("");
}
