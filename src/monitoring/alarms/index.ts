export {
  AlarmPost,
  alarmsOf,
  type Alarm,
  type AlarmOptions,
  type AlarmReport,
  type Watch,
} from "./alarms.ts";
export { compareRules, type RuleRow } from "./compare.ts";
export { distanceFromQuorum, type QuorumDistance } from "./distance.ts";
export type { Findings, Found } from "./findings.ts";
export { judge, type Detection, type Judgement } from "./judge.ts";
export {
  quorumDistance,
  shareResponsive,
  type AlarmRule,
  type DistanceOptions,
  type Finding,
} from "./rules.ts";
export { dangers, type Danger } from "./truth.ts";
