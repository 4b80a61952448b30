import {
  historyOnDisk,
  logEventIn,
  sessionsOf,
  zab,
  zabMonitoring,
  type Zab,
} from "../../../../protocols/zab/index.ts";
import { tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";

export default contestant<Zab<number, number, number>>({
  name: "Zab",
  paper: "Junqueira, Reed and Serafini, Zab: High-performance broadcast for primary-backup systems, 2011",
  tolerates: "crashes",
  nodesFor: (f) => 2 * f + 1,
  system: (processes, timing) => ({
    protocol: zab({ processes, timing, service: tally }),
    lens: zabMonitoring(processes),
    logEventIn,
    onDisk: historyOnDisk,
    sessions: { ask: (command) => command, answered: sessionsOf<number, number, number>().answered },
  }),
});
