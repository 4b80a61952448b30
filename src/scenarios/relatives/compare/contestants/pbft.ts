import { byzantineGroup } from "../../../../protocols/byzantine/index.ts";
import { logEventIn, pbft, pbftMonitoring, sessionsOf, type Pbft } from "../../../../protocols/pbft/index.ts";
import { tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";

/** Nobody says that it lives unless it is asked for something: patience runs from a request that is not executed. */
export default contestant<Pbft<number, number, number>>({
  name: "PBFT",
  paper: "Castro and Liskov, Practical Byzantine Fault Tolerance, 1999",
  tolerates: "lies",
  nodesFor: (f) => 3 * f + 1,
  system: (count, { heartbeat, patience, retry }) => ({
    protocol: pbft({
      group: byzantineGroup(count),
      timing: { patience, retry, status: heartbeat },
      service: tally,
    }),
    lens: pbftMonitoring(byzantineGroup(count)),
    logEventIn,
    sessions: { ask: (command) => command, answered: sessionsOf<number, number, number>().answered },
  }),
});
