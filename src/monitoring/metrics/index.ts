export type { AnswerMetrics, Silence } from "./answers.ts";
export {
  distributionOf,
  DurationHistogram,
  mergeDistributions,
  type Bucket,
  type Distribution,
} from "./histogram.ts";
export type { LeaderMetrics, Reign } from "./leaders.ts";
export type { MessageCounts, MessageMetrics } from "./messages.ts";
export { measure, Meter, type MeterOptions, type Metrics } from "./meter.ts";
export type { ProposalMetrics } from "./proposals.ts";
