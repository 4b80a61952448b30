export { sweepBars, sweepLines, type AgainstOptions } from "./against.ts";
export { sweepDistribution, type SpreadOptions } from "./distribution.ts";
export { figureOf } from "./figure-of.ts";
