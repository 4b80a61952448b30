import { describe, expect, it } from "vitest";
import type { Protocol } from "../../../src/core/index.ts";
import { lettersAmong, type Letters } from "./letters.ts";
import { ByHand } from "./by-hand.ts";

const sound = lettersAmong(3);

/** The protocol, with something of what it writes to disk forgotten. */
function forgetting(forgotten: Partial<Letters["persisted"]>): Protocol<Letters> {
  return {
    ...sound,
    step(state, input, context) {
      const transition = sound.step(state, input, context);
      return {
        ...transition,
        effects: transition.effects.map((effect) =>
          effect.kind === "persist" ? { ...effect, value: { ...effect.value, ...forgotten } } : effect,
        ),
      };
    },
  };
}

/** 0 is the primary of view 0, and 1 that of view 1. Only ever one replica is down or recovering. */
describe("recovery as published, with no view-number on disk", () => {
  function votesAreForgotten(protocol: Protocol<Letters>): ByHand {
    const group = new ByHand(protocol);
    group.losesPatience(1);
    group.recovers(1); // Its wish for view 1 is on its way to 2, and forgotten.
    group.arrives("start-view-change", 1, 2);
    group.recovers(2); // Its vote for view 1 is on its way to 1, and forgotten.
    group.asks(0, "x");
    group.arrives("prepare", 0, 2);
    group.arrives("prepare-ok", 2, 0);
    while (group.executed[0] === "") group.arrives("prepare-ok", 2, 0);
    group.arrives("do-view-change", 2, 1);
    group.arrives("start-view-change", 2, 1);
    group.asks(1, "y");
    group.arrives("start-view", 1, 2);
    group.arrives("prepare", 1, 2);
    while (group.executed[1] === "") group.arrives("prepare-ok", 2, 1);
    return group;
  }

  it("loses a committed operation: forgotten votes elect a primary that has never heard of it", () => {
    expect(votesAreForgotten(forgetting({ view: 0 })).executed).toEqual(["x", "y", ""]);
  });

  it("does not happen with it: nobody recovers into a view before the one it wanted", () => {
    const group = new ByHand(sound);
    group.losesPatience(1);
    group.restart(1);
    group.arrives("recovery", 1, 0);
    group.arrives("recovery", 1, 2);
    expect([0, 1, 2].map((node) => group.statusOf(node))).toEqual([
      "view-change",
      "recovering",
      "view-change",
    ]);
    expect(() => group.arrives("recovery-response", 0, 1)).toThrow("No recovery-response");
  });
});

describe("the nonce", () => {
  function oldAnswers(protocol: Protocol<Letters>): ByHand {
    const group = new ByHand(protocol);
    group.recovers(1, "a copy stays");
    group.asks(0, "x");
    group.arrives("prepare", 0, 1);
    while (group.executed[0] === "") group.arrives("prepare-ok", 1, 0);
    group.restart(1);
    group.arrives("recovery-response", 0, 1);
    group.arrives("recovery-response", 2, 1);
    return group;
  }

  it("tells new answers from those to a question that was asked before an earlier crash", () => {
    expect(oldAnswers(sound).statusOf(1)).toBe("recovering");
  });

  it("that is used twice lets a replica recover into a past without what it has prepared since", () => {
    const group = oldAnswers(forgetting({ recoveries: 0 }));
    expect(group.statusOf(1)).toBe("normal");
    group.losesPatience(2);
    group.arrives("start-view-change", 2, 1);
    group.arrives("start-view-change", 1, 2);
    group.arrives("do-view-change", 2, 1);
    group.asks(1, "y");
    group.arrives("start-view", 1, 2);
    group.arrives("prepare", 1, 2);
    while (group.executed[1] === "") group.arrives("prepare-ok", 2, 1);
    expect(group.executed).toEqual(["x", "y", ""]);
  });
});
