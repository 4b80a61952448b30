import { expect, it } from "vitest";
import { majority, nodes, type Protocol, type Vocabulary } from "../../src/core/index.ts";
import { singleDecree } from "../../src/protocols/single-decree/index.ts";
import { drawStorm, requireHeld, weather } from "../../src/sim/index.ts";
import { storms, vessel } from "./consensus.ts";
import { mapCandidate } from "./multi-paxos-candidate.ts";
import { drawLogStorm } from "./replicated-log-storms.ts";
import { paxosCandidate } from "./single-decree.ts";
import { weatherLog } from "./replicated-log.ts";

/** Freezes plain data all the way down. */
function deepFreeze(data: unknown): void {
  if (typeof data !== "object" || data === null || Object.isFrozen(data)) return;
  Object.freeze(data);
  Object.values(data).forEach(deepFreeze);
}

/** The same protocol, given and giving only what cannot be changed, and asked everything twice. */
function frozen<V extends Vocabulary>(protocol: Protocol<V>): Protocol<V> {
  return {
    ...protocol,
    step(state, input, context) {
      for (const argument of [state, input, context]) deepFreeze(argument);
      const answer = protocol.step(state, input, context);
      deepFreeze(answer);
      expect(protocol.step(state, input, context)).toEqual(answer);
      return answer;
    },
  };
}

it("a step changes none of its arguments, and answers the same question the same way", () => {
  const quorums = majority(nodes(5));
  const protocol = frozen(singleDecree<string>({ quorums, learners: nodes(2), audience: nodes(5) }));
  for (let seed = 1; seed <= 40; seed++) {
    const candidate = paxosCandidate("frozen", 5, quorums, protocol);
    expect(requireHeld(weather(vessel(candidate), drawStorm(storms(candidate), seed))).decisions).not.toEqual(
      [],
    );
  }
});

it("nor does a step of Multi-Paxos", () => {
  const candidate = mapCandidate("frozen", 3, { snapshotEvery: 3, batch: { size: 2 } });
  const subject = { ...candidate, protocol: frozen(candidate.protocol) };
  for (let seed = 1; seed <= 10; seed++) {
    const { run, complaint } = weatherLog(subject, drawLogStorm(subject, seed));
    expect(complaint).toBeNull();
    expect(run.decisions).not.toEqual([]);
  }
});

it("freezing would catch a step that changes its state in place", () => {
  const careless: Protocol<Vocabulary> = {
    name: "careless",
    initial: () => ({ count: 0 }),
    step(state) {
      (state as { count: number }).count++;
      return { state, effects: [] };
    },
  };
  const input = { kind: "timer", timer: "tick" } as const;
  expect(() => frozen(careless).step({ count: 0 }, input, { self: 0, now: 0 })).toThrow(TypeError);
});
