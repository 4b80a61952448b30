export { bmcReadStorm, type ReadStormOptions, type ReadStormSummary } from "./read-storm.ts";
export { besieged, type SiegeSpan } from "./siege.ts";
export { leaseSpansIn, type LeaseSpan, type LeaseSpans, type LeaseTerms } from "./lease-spans.ts";
