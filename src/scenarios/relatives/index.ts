export * from "./compare/index.ts";
export * from "./tables/index.ts";
export {
  deposedLeader,
  deposedLeaderMoments,
  type DeposedLeaderOptions,
  type DeposedLeaderSummary,
  type WardZab,
} from "./deposed-leader.ts";
