import { byzantineGroup } from "../../../../protocols/byzantine/index.ts";
import {
  hotStuff,
  hotStuffMonitoring,
  logEventIn,
  sessionsOf,
  type HotStuff,
} from "../../../../protocols/hotstuff/index.ts";
import { tally } from "../../../log/tally.ts";
import { contestant } from "../contestant.ts";

/** Leaders follow one another with each block; patience is how long a view may come to nothing. */
export default contestant<HotStuff<number, number, number>>({
  name: "HotStuff",
  paper:
    "Yin, Malkhi, Reiter, Golan Gueta and Abraham, HotStuff: BFT Consensus with Linearity and Responsiveness, 2019",
  tolerates: "lies",
  nodesFor: (f) => 3 * f + 1,
  system: (count, { patience, retry }) => ({
    protocol: hotStuff({
      group: byzantineGroup(count),
      timing: { timeout: patience, retry },
      service: tally,
    }),
    lens: hotStuffMonitoring(byzantineGroup(count)),
    logEventIn,
    sessions: { ask: (command) => command, answered: sessionsOf<number, number>().answered },
  }),
});
