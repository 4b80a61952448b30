import { expect, it } from "vitest";
import { majority, nodes, seconds, type NodeId, type Protocol } from "../../src/core/index.ts";
import { logRecords, Meter } from "../../src/monitoring/index.ts";
import { multiPaxosMonitoring } from "../../src/protocols/multi-paxos/index.ts";
import { leaderCrash } from "../../src/scenarios/index.ts";
import { at, calmNetwork, simulate, stormyNetwork, type Scheduled } from "../../src/sim/index.ts";
import { lettersOn, type Letters } from "../protocols/multi-paxos/letters.ts";

const lens = multiPaxosMonitoring<string, string, string>(majority(nodes(5)));

/** The protocol, telling after each step whether its node leads. */
function confessing(
  protocol: Protocol<Letters>,
  tell: (node: NodeId, leads: boolean) => void,
): Protocol<Letters> {
  return {
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      tell(context.self, transition.state.role.kind === "leading");
      return transition;
    },
  };
}

const faults: readonly Scheduled<Letters>[] = [
  at(seconds(1), {
    kind: "partition",
    label: "split",
    groups: [
      [0, 1],
      [2, 3, 4],
    ],
  }),
  at(seconds(2), { kind: "heal", label: "split" }),
  at(seconds(2.5), { kind: "crash", node: 2 }),
  at(seconds(3), { kind: "restart", node: 2 }),
  at(seconds(3.2), { kind: "partition", label: "again", groups: [[3], [0, 1, 2, 4]] }),
  at(seconds(4), { kind: "heal", label: "again" }),
];

it.each([calmNetwork, stormyNetwork])(
  "whoever is seen to lead does lead, and nobody leads unseen (%#)",
  (network) => {
    for (let seed = 1; seed <= 5; seed++) {
      const leading = new Set<NodeId>();
      const meter = new Meter<Letters>(lens);
      const protocol = confessing(lettersOn(5), (node, leads) => {
        if (leads) leading.add(node);
        else leading.delete(node);
      });
      let settled = 0;
      simulate<Letters>({
        protocol,
        nodes: 5,
        seed,
        network,
        schedule: faults,
        untilTime: seconds(5),
        observer: (event) => {
          // At an input, the step before it is over; a node that has crashed confesses nothing any more.
          if (event.kind === "crash") leading.delete(event.node);
          const isBetweenSteps = event.kind === "timer" || event.kind === "deliver";
          if (isBetweenSteps) {
            const { leader } = meter;
            if (leader === null) expect(leading.size).toBe(0);
            else expect(leading).toContain(leader);
            settled += leader === null ? 0 : 1;
          }
          meter.observe(event);
        },
      });
      expect(settled).toBeGreaterThan(500);
    }
  },
);

it("tells an election in a log: who asks, how the quorum grows, who leads, who is lost", () => {
  const { trace, summary } = leaderCrash.run({ seed: 1, rate: 20 });
  const lines = logRecords(trace, multiPaxosMonitoring(majority(nodes(5))), { level: "debug" });
  const old = summary.victim!;
  const crash = lines.findIndex(({ event }) => event === "crash");
  const election = lines
    .slice(crash - 1)
    .filter(({ phase, event }) => phase !== 2 && event !== "message lost");
  const events = election.filter(({ session }) => session === undefined).map(({ event }) => event);
  expect(events.slice(0, 6)).toEqual(["leader lost", "crash", "campaigns", "vote", "quorum", "leads"]);
  expect(lines[crash]).toMatchObject({ node: old, level: 50, time: 2_000 });
  const got = election.filter(({ event }) => event === "vote" || event === "quorum");
  expect(got.slice(0, 2)).toMatchObject([
    { got: 2, needs: 3 },
    { got: 3, needs: 3 },
  ]);
});
