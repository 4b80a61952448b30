import { expect, it } from "vitest";
import { majority, nodes } from "../../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { at, simulate, stormyNetwork, type TraceEvent } from "../../src/sim/index.ts";

it.each(["full", "off"] as const)(
  "an observer is shown every event of a run as it happens (trace %s)",
  (trace) => {
    const setup = {
      protocol: singleDecree<string>({ quorums: majority(nodes(3)) }),
      nodes: 3,
      seed: 4,
      network: stormyNetwork,
      schedule: [
        at<SingleDecree<string>>(0, {
          kind: "request",
          node: 0,
          request: { kind: "propose", value: "pumps" },
        }),
        at<SingleDecree<string>>(20_000, { kind: "crash", node: 1 }),
      ],
    };
    const seen: TraceEvent<SingleDecree<string>>[] = [];
    simulate({ ...setup, trace, observer: (event) => seen.push(event) });
    expect(seen).toEqual(simulate(setup).trace.events);
  },
);
