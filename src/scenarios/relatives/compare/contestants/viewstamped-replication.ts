import {
  logEventIn,
  replicationMonitoring,
  sessionsOf,
  viewstampedReplication,
  type ViewstampedReplication,
} from "../../../../protocols/viewstamped-replication/index.ts";
import { tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";

export default contestant<ViewstampedReplication<number, number, number>>({
  name: "Viewstamped Replication",
  paper: "Liskov and Cowling, Viewstamped Replication Revisited, 2012",
  tolerates: "crashes",
  nodesFor: (f) => 2 * f + 1,
  system: (replicas, timing) => ({
    protocol: viewstampedReplication({ replicas, timing, service: tally }),
    lens: replicationMonitoring(replicas),
    logEventIn,
    sessions: { ask: (command) => command, answered: sessionsOf<number, number, number>().answered },
  }),
});
