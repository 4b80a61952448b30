import { expect, it } from "vitest";
import { majority, nodes, seconds, type NodeId, type Protocol } from "../../src/core/index.ts";
import { logRecords, Meter } from "../../src/monitoring/index.ts";
import { raftMonitoring } from "../../src/protocols/raft/index.ts";
import { at, calmNetwork, simulate, stormyNetwork, type Scheduled } from "../../src/sim/index.ts";
import { lettersOn, wish, type Letters } from "../protocols/raft/letters.ts";

const lens = raftMonitoring<string, string, string>(majority(nodes(5)));

/** The protocol, telling after each step whether its node leads. */
function confessing(
  protocol: Protocol<Letters>,
  tell: (node: NodeId, leads: boolean) => void,
): Protocol<Letters> {
  return {
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      tell(context.self, transition.state.role.kind === "leader");
      return transition;
    },
  };
}

const faults: readonly Scheduled<Letters>[] = [
  at(seconds(0.5), { kind: "request", node: 0, request: { kind: "execute", ...wish("a") } }),
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
];

it.each([calmNetwork, stormyNetwork])(
  "whoever is seen to lead does lead, and nobody leads unseen (%#)",
  (network) => {
    for (let seed = 1; seed <= 3; seed++) {
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
        untilTime: seconds(4),
        observer: (event) => {
          if (event.kind === "crash") leading.delete(event.node);
          // At an input, the step before it is over.
          if (event.kind === "timer" || event.kind === "deliver") {
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

it("tells an election in a log, and how a command gets its quorum", () => {
  const { trace } = simulate<Letters>({
    protocol: lettersOn(5),
    nodes: 5,
    seed: 1,
    schedule: faults,
    untilTime: seconds(0.6),
  });
  const events = logRecords(trace, lens, { level: "debug" })
    .filter(({ event }) => event !== "message lost")
    .map(({ event, phase }) => (phase === undefined ? event : `${event} (phase ${phase})`));
  expect(events.slice(0, 4)).toEqual(["campaigns (phase 1)", "vote (phase 1)", "quorum (phase 1)", "leads"]);
  expect(events).toContain("quorum (phase 2)");
  expect(events.at(-1)).toBe("succeeded");
});
