import { everyFault, randomFaults, stormyNetwork, simulate } from "../src/sim/index.ts";
import { createRandom, majority, nodes, seconds } from "../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../src/protocols/single-decree/index.ts";
import { bmcMeeting, bmcSplit, singleDecreeSafety } from "../src/scenarios/index.ts";
import { formatCount, formatSeconds, secondsFor } from "./measure.ts";

interface Measured {
  readonly events: number;
  readonly decided: number;
}

const stories: readonly { readonly name: string; readonly run: () => Measured }[] = [
  { name: "bmc-meeting: 227 corporators, partition and delay", run: () => outcome(bmcMeeting.run().run) },
  { name: "bmc-split: 114 against 113", run: () => outcome(bmcSplit.run().run) },
  { name: "227 nodes, 227 learners, every fault, properties on", run: everythingAtOnce },
];

/** Whole stories at full size, with trace and properties; each must take well under a second. */
export function scenarios(): void {
  console.table(
    stories.map(({ name, run }) => {
      let measured: Measured = { events: 0, decided: 0 };
      const time = secondsFor(() => {
        measured = run();
      }, 5);
      return {
        story: name,
        time: formatSeconds(time),
        events: formatCount(measured.events),
        decided: measured.decided,
      };
    }),
  );
}

const outcome = (run: ReturnType<typeof simulate<SingleDecree<string>>>): Measured => ({
  events: run.trace.events.length,
  decided: run.decisions.length,
});

function everythingAtOnce(): Measured {
  const everybody = nodes(227);
  const quorums = majority(everybody);
  return outcome(
    simulate<SingleDecree<string>>({
      protocol: singleDecree({ quorums }),
      nodes: 227,
      seed: 1,
      network: stormyNetwork,
      properties: singleDecreeSafety(quorums),
      schedule: [
        { at: 0, action: { kind: "request", node: 0, request: { kind: "propose", value: "drains" } } },
        { at: 0, action: { kind: "request", node: 1, request: { kind: "propose", value: "roads" } } },
        ...randomFaults<SingleDecree<string>>(
          everybody,
          { ...everyFault, crashes: 50, until: seconds(1) },
          createRandom(1),
        ),
      ],
    }),
  );
}
