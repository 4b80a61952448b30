import { tallySystem, type Tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";
import { logEventIn, logOnDisk } from "../../../../protocols/multi-paxos/index.ts";

export default contestant<Tally>({
  name: "Multi-Paxos",
  paper: "Lamport, Paxos Made Simple, 2001, section 3",
  tolerates: "crashes",
  nodesFor: (f) => 2 * f + 1,
  system: (nodes, timing) => ({ ...tallySystem({ nodes, timing }), logEventIn, onDisk: logOnDisk }),
});
