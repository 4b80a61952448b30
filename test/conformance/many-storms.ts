import { LogSightings, troublesSeen } from "./log-sightings.ts";
import type { MapPbft } from "./pbft-candidate.ts";
import { pbftSightings } from "./pbft-sightings.ts";
import { behaviourNames, stormOver } from "./pbft-storms.ts";

/**
 * PBFT in more storms than `npm test` has time for: `npm run storms`, or `npm run storms -- 500` for another number of
 * each kind. Ends with code 1 at the first that breaks something.
 */
function main(runs: number): void {
  const seen = new LogSightings<MapPbft>(troublesSeen(), pbftSightings());
  let done = 0;
  for (const [count, share] of [
    [4, 1],
    [7, 0.1],
  ] as const) {
    for (const behaviour of behaviourNames) {
      const most = Math.ceil(runs * share);
      for (let seed = 1; seed <= most; seed++) {
        const { run, complaint, explained } = stormOver({ count, behaviour }, seed);
        if (complaint !== null) throw new Error(explained());
        seen.note(run);
        done++;
      }
      console.log(`${count} nodes, the faulty ${behaviour ?? "none"}: ${most} storms, nothing broken`);
    }
  }
  console.log(`${done} storms in all.\n${seen.report}`);
}

const [asked = "200"] = process.argv.slice(2);
const runs = Number(asked);
if (Number.isInteger(runs) && runs > 0) main(runs);
else {
  console.error(`How many storms of each kind is a whole number, at least 1; got ${asked}.`);
  process.exitCode = 2;
}
