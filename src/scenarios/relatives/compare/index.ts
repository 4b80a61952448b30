export type { CloserLook, DiskLens } from "./closely.ts";
export type { CalmCosts, CalmOptions, CommandCosts } from "./calm.ts";
export {
  commitCosts,
  commitProtocols,
  commitTrial,
  type CommitCosts,
  type CommitProtocol,
  type CommitReport,
  type CommitTrialOptions,
} from "./commit.ts";
export { compare, type CompareOptions, type Comparison } from "./compare.ts";
export { contestant, fairTiming, type Contestant, type Entry, type FairTiming } from "./contestant.ts";
export { drawOutage, drawSchedule, everyTrouble, nameOf as troubleName, type TroubleName } from "./draw.ts";
export type { Answered } from "./ledger.ts";
export { contestantCalled, relatives } from "./relatives.ts";
export { scheduleInWords, troubleInWords, type FaultSchedule, type Trouble } from "./schedule.ts";
export type { Suffered, TrialOptions, TrialReport } from "./trial.ts";
