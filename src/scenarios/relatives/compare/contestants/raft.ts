import { majority, nodes } from "../../../../core/index.ts";
import {
  logEventIn,
  logOnDisk,
  raft,
  raftMonitoring,
  sessionsOf,
  type Raft,
} from "../../../../protocols/raft/index.ts";
import { tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";

export default contestant<Raft<number, number, number>>({
  name: "Raft",
  paper: "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, 2014",
  tolerates: "crashes",
  nodesFor: (f) => 2 * f + 1,
  system: (count, { heartbeat, retry, patience, spread }) => ({
    protocol: raft({
      members: nodes(count),
      timing: { heartbeat, retry, electionTimeout: { min: patience, max: patience + spread } },
      service: tally,
    }),
    lens: raftMonitoring(majority(nodes(count))),
    logEventIn,
    onDisk: logOnDisk,
    sessions: { ask: (command) => command, answered: sessionsOf<number, number, number>().answered },
  }),
});
