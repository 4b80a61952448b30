export { ballotTimeline } from "./ballot-timeline.ts";
export { decisionsByWard, type DecisionsByWardOptions } from "./decisions-by-ward.ts";
export { decisionsOverTime } from "./decisions-over-time.ts";
export { messagesByKind, type MessageChartOptions } from "./messages-by-kind.ts";
export { messagesOverTime } from "./messages-over-time.ts";
export { quorumIntersection } from "./quorum-intersection.ts";
export { statesExplored, type Explored } from "./states-explored.ts";
export { timeToDecide, type TimesToDecide } from "./time-to-decide.ts";
export { votesByWard, type VotesOptions } from "./votes-by-ward.ts";
