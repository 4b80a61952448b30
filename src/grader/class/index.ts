export { gradeClass, type ClassOptions } from "./grade-class.ts";
export { Ledger } from "./ledger.ts";
export {
  mergeReports,
  pointsOf,
  problemOf,
  withoutUntouched,
  type ClassReport,
  type Grade,
  type Result,
} from "./report.ts";
