import { formatDuration } from "../../core/index.ts";
import type { Alarm, AlarmReport } from "../alarms/index.ts";
import type { Entry } from "./levels.ts";

interface Told {
  readonly at: number;
  readonly node: number;
  readonly entry: Entry;
}

/** Every alarm when it is raised, when what it is about changes, and when it is over. */
export function alarmEntries({ alarms }: AlarmReport): readonly Told[] {
  return alarms.flatMap((alarm) => [...raised(alarm), ...cleared(alarm)]);
}

function raised({ observer: node, rule, findings }: Alarm): readonly Told[] {
  return findings.map(({ at, severity, words }) => ({
    at,
    node,
    entry: { severity, event: "alarm", rule, msg: `alarm (${rule}): ${words}` },
  }));
}

function cleared({ observer: node, raisedAt, clearedAt: at, rule, why }: Alarm): readonly Told[] {
  if (at === null) return [];
  const lasted = at - raisedAt;
  const msg = `alarm over (${rule}) after ${formatDuration(lasted)}: ${why}`;
  return [{ at, node, entry: { severity: "info", event: "alarm over", rule, took: lasted / 1_000, msg } }];
}
