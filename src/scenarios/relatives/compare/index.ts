export type { CalmCosts, CalmOptions, CommandCosts } from "./calm.ts";
export { contestant, fairTiming, type Contestant, type Entry, type FairTiming } from "./contestant.ts";
export type { OutageOptions, OutageReport } from "./outage.ts";
export { contestantCalled, relatives } from "./relatives.ts";
