export { sweepBars, sweepLines, type AgainstOptions } from "./against.ts";
export { sweepDistribution, type SpreadOptions } from "./distribution.ts";
export { figureOf } from "./figure-of.ts";
export { sweepStrip, type StripOptions } from "./strip.ts";
