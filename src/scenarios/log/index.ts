export { flappingNode, type FlappingOptions, type FlappingSummary } from "./flapping.ts";
export { leaderCrash, type LeaderCrashOptions, type LeaderCrashSummary } from "./leader-crash.ts";
export { movingMembers, type MovingOptions, type MovingSummary } from "./moving.ts";
export { reading, type ReadingOptions, type ReadingSummary } from "./reading.ts";
export { shrinkingCluster, type ShrinkingOptions, type ShrinkingSummary } from "./shrinking.ts";
export type { Tally } from "./tally.ts";
