import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import type { Effect, Protocol } from "../../../src/core/index.ts";
import { smallWorld, type V } from "./small-world.ts";

describe("two resource managers, and one ballot for each leader", () => {
  it.each([
    { world: "three acceptors, one leader", options: { acceptors: 3, leaders: 1 } },
    {
      world: "three acceptors, one leader, one resource manager unwilling",
      options: { acceptors: 3, leaders: 1, unwilling: [1] },
    },
    { world: "one acceptor, two leaders", options: { acceptors: 1, leaders: 2 } },
    { world: "one acceptor, two leaders, a crash", options: { acceptors: 1, leaders: 2, crashes: 1 } },
  ] as const)("$world: all end alike, and commit only if both are prepared", ({ options }) => {
    const report = explore(smallWorld(options));
    expect(report).toMatchObject({ ended: "exhausted", violation: null });
    expect(vacuous(report)).toEqual([]);
  });
});

/** The protocol, with each thing its nodes do replaced by these. */
const withEffects =
  (change: (effect: Effect<V>) => readonly Effect<V>[]) =>
  (protocol: Protocol<V>): Protocol<V> => ({
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      return { ...transition, effects: transition.effects.flatMap(change) };
    },
  });

describe("planted bug:", () => {
  it("a new leader aborts without looking at what was accepted", () => {
    const hasty = withEffects((effect) =>
      effect.kind === "send" && effect.message.kind === "2a" && effect.message.ballot !== null
        ? [
            {
              ...effect,
              message: {
                ...effect.message,
                verdicts: effect.message.verdicts.map(({ rm }) => ({ rm, verdict: "aborted" as const })),
              },
            },
          ]
        : [effect],
    );
    const { violation } = explore(smallWorld({ acceptors: 1, leaders: 2, change: hasty }));
    expect(violation?.problem).toMatch(/decided/);
  });

  it("a resource manager that has waited long enough aborts by itself", () => {
    const impatient = (protocol: Protocol<V>): Protocol<V> => ({
      ...protocol,
      step(state, input, context) {
        if (input.kind === "timer" && input.timer === "inquire" && state.rm.kind === "prepared") {
          const { value } = state.rm;
          return {
            state: { ...state, rm: { kind: "ended", outcome: "abort" } },
            effects: [{ kind: "decide", decision: { outcome: "abort", value } }],
          };
        }
        return protocol.step(state, input, context);
      },
    });
    const { violation } = explore(smallWorld({ acceptors: 3, leaders: 1, change: impatient }));
    expect(violation?.property).toMatch(/agreement/);
  });

  it("an acceptor answers before it writes, and forgets", () => {
    const forgetful = withEffects((effect) => (effect.kind === "persist" ? [] : [effect]));
    const { violation } = explore(smallWorld({ acceptors: 1, leaders: 2, crashes: 1, change: forgetful }));
    expect(violation?.property).toMatch(/agreement/);
  });
});
