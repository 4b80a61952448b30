import type { Duration, Time } from "../../core/index.ts";
import type { Alarm, AlarmReport, Watch } from "./alarms.ts";
import type { Danger } from "./truth.ts";

/** How well one rule did against the truth. */
export interface Judgement {
  readonly rule: string;
  /** Of every danger to a node that watched for long enough to notice. */
  readonly detections: readonly Detection[];
  /** Raised although there was no danger to that node just then, nor just before. */
  readonly falseAlarms: readonly Alarm[];
}

export interface Detection {
  readonly danger: Danger;
  /** From its beginning to the alarm; null if there was none. */
  readonly delay: Duration | null;
}

/** Compares what nodes noticed with what was so. */
export function judge(
  { alarms, watches, within }: AlarmReport,
  dangers: readonly Danger[],
  rule: string,
): Judgement {
  const own = alarms.filter((alarm) => alarm.rule === rule);
  const detections = dangers
    .filter((danger) => watches.some((watch) => sees(watch, danger, within)))
    .map((danger) => ({ danger, delay: delayOf(danger, own) }));
  const falseAlarms = own.filter((alarm) => !dangers.some((danger) => explains(danger, alarm, within)));
  return { rule, detections, falseAlarms };
}

/** An answer may be on its way when a danger begins, and silence is noticed so much later. */
function sees({ observer, from, to }: Watch, danger: Danger, within: Duration): boolean {
  if (observer !== danger.observer) return false;
  return end(to, danger.to) - Math.max(from, danger.from) > 2 * within;
}

function delayOf(danger: Danger, alarms: readonly Alarm[]): Duration | null {
  const alarm = alarms.find(
    ({ observer, raisedAt, clearedAt }) =>
      observer === danger.observer && raisedAt < end(danger.to) && end(clearedAt) > danger.from,
  );
  return alarm === undefined ? null : Math.max(0, alarm.raisedAt - danger.from);
}

function explains(danger: Danger, { observer, raisedAt, clearedAt }: Alarm, within: Duration): boolean {
  return observer === danger.observer && danger.from < end(clearedAt) && end(danger.to) + within > raisedAt;
}

const end = (...times: readonly (Time | null)[]): Time => Math.min(...times.map((time) => time ?? Infinity));
