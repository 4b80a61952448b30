import type { Experiment } from "../experiment.ts";
import leaderCrash from "./leader-crash.ts";
import quorumLatency from "./quorum-latency.ts";

export { leaderCrash, quorumLatency };

/** What `paxoslab experiment` knows by name. Each is the default export of a file called like it. */
export const catalogue: readonly Experiment[] = [leaderCrash, quorumLatency];
