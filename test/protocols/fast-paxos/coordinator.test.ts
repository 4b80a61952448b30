import { describe, expect, it } from "vitest";
import { nodes, type Effect, type Input } from "../../../src/core/index.ts";
import {
  fastPaxos,
  type Configuration,
  type Durable,
  type FastPaxos,
} from "../../../src/protocols/fast-paxos/index.ts";
import { lamports } from "./candidate.ts";

type V = FastPaxos<string>;

const coordinator = 3;

/** A coordinator that is nothing else, and whose disk survives crashes. */
function lonely(configuration: Partial<Configuration<string>>) {
  const protocol = fastPaxos<string>({
    quorums: lamports(3),
    coordinators: [coordinator],
    learners: nodes(3),
    ...configuration,
  });
  let disk: Durable<string> | null = null;
  let state = protocol.initial(coordinator);
  const step = (input: Input<V>): readonly Effect<V>[] => {
    const turn = protocol.step(state, input, { self: coordinator, now: 0 });
    state = turn.state;
    for (const effect of turn.effects) if (effect.kind === "persist") disk = effect.value;
    return turn.effects;
  };
  return {
    start: () => step({ kind: "start", persisted: null }),
    restart() {
      state = protocol.initial(coordinator);
      return step({ kind: "start", persisted: disk });
    },
    propose: (value: string) => step({ kind: "message", from: 4, message: { kind: "proposal", value } }),
    ring: () => step({ kind: "timer", timer: "retry" }),
  };
}

/** What is asked for in which round, once for each of the acceptors. */
const asked = (effects: readonly Effect<V>[]): readonly string[] =>
  effects.flatMap((effect) =>
    effect.kind === "send" && effect.to === 0 && effect.message.kind === "2a"
      ? [`${effect.message.ask.kind === "any" ? "any" : effect.message.ask.value} in ${effect.message.round}`]
      : [],
  );

describe("a coordinator of Fast Paxos", () => {
  it("opens round 1 at once if it is fast, and again after a crash: any is any", () => {
    const node = lonely({});
    expect(asked(node.start())).toEqual(["any in 1"]);
    expect(asked(node.restart())).toEqual(["any in 1"]);
  });

  it("waits for a proposal if round 1 is classic", () => {
    const node = lonely({ rounds: "classic" });
    expect(asked(node.start())).toEqual([]);
    expect(asked(node.propose("drains"))).toEqual(["drains in 1"]);
    expect(asked(node.propose("roads"))).toEqual([]);
  });

  it("asks for no second value in a classic round, not even after a crash", () => {
    const node = lonely({ rounds: "classic" });
    node.start();
    node.propose("drains");
    node.restart();
    expect(asked(node.propose("roads"))).toEqual([]);
    expect(node.ring()).toContainEqual({ kind: "send", to: 0, message: { kind: "1a", round: 2 } });
  });
});
