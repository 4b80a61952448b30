export { bmcReadStorm, type ReadStormOptions, type ReadStormSummary } from "./read-storm.ts";
export { besieged, type SiegeSpan } from "./siege.ts";
