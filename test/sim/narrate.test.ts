import { expect, test } from "vitest";
import { majority, milliseconds, nodes } from "../../src/core/index.ts";
import { singleDecree, type SingleDecree } from "../../src/protocols/single-decree/index.ts";
import { narrate, simulate } from "../../src/sim/index.ts";

test("a trace is told as what happened to whom, in words", () => {
  const { trace } = simulate<SingleDecree<string>>({
    protocol: singleDecree({ quorums: majority(nodes(2)) }),
    nodes: ["Bandra", "Kurla"],
    seed: 1,
    network: {
      latency: { kind: "constant", latency: milliseconds(10) },
      loss: 0,
      duplication: 0,
      ordering: "any",
    },
    schedule: [
      { at: 0, action: { kind: "request", node: 0, request: { kind: "propose", value: "drains" } } },
      { at: milliseconds(25), action: { kind: "crash", node: 1 } },
    ],
    untilTime: milliseconds(40),
  });
  expect(narrate(trace)).toEqual([
    "    0 µs  a client asks Bandra: propose (value “drains”)",
    "    0 µs  Bandra → Bandra: prepare (ballot 1.0)",
    "    0 µs  Bandra → Bandra: promise (ballot 1.0, accepted nothing)",
    "   10 ms  Bandra → Kurla: prepare (ballot 1.0)",
    "   20 ms  Kurla → Bandra: promise (ballot 1.0, accepted nothing)",
    "   20 ms  Bandra → Bandra: accept (ballot 1.0, value “drains”)",
    "   20 ms  Bandra → Bandra: accepted (ballot 1.0, value “drains”)",
    "   25 ms  Kurla crashes",
    "   30 ms  Bandra ⇥ Kurla: accept (ballot 1.0, value “drains”) (nobody there)",
    "   30 ms  Bandra ⇥ Kurla: accepted (ballot 1.0, value “drains”) (nobody there)",
  ]);
});

test("a message at the very end of a trace is told when it is sent", () => {
  const { trace } = simulate<SingleDecree<string>>({
    protocol: singleDecree({ quorums: majority([0]) }),
    nodes: ["Bandra"],
    seed: 1,
    schedule: [
      { at: 0, action: { kind: "request", node: 0, request: { kind: "propose", value: "drains" } } },
    ],
  });
  const events = trace.events.slice(0, trace.events.findIndex(({ kind }) => kind === "send") + 1);
  expect(narrate({ ...trace, events }).at(-1)).toBe("    0 µs  Bandra says: prepare (ballot 1.0)");
});
