export { bmcMove, movers, stepsOf, type MoveOptions, type MoveWay } from "./move.ts";
export type { MoveSummary } from "./move-summary.ts";
export { drawMoves, type MovesOptions } from "./moves.ts";
export { bmcMovingStorm, type MovingStormOptions, type MovingStormSummary } from "./moving-storm.ts";
export { bmcSeat, seatMembers, seatMoments, type SeatOptions } from "./seat.ts";
