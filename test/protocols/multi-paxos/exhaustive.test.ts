import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import type { Protocol } from "../../../src/core/index.ts";
import { bounded, smallLetters, type Bounds } from "./bounded.ts";
import type { Letters } from "./letters.ts";

const [first, second, third] = [
  { round: 1, node: 0 },
  { round: 1, node: 1 },
  { round: 2, node: 0 },
];

const everything: readonly Bounds[] = [
  { slots: 2, askedAt: [0, 1], ballots: [first, second], crashes: 0 },
  { slots: 1, askedAt: [0, 1], ballots: [first, second], crashes: 1 },
];

describe.each(everything)(
  "three nodes, $askedAt.length leaders, $slots slots, $crashes crashes",
  (bounds) => {
    it("break nothing, whatever the order of events", ({ annotate }) => {
      const report = explore(bounded(bounds));
      expect(report).toMatchObject({ violation: null, ended: "exhausted" });
      expect(vacuous(report)).toEqual([]);
      return annotate(`${report.states} states`);
    });
  },
);

/** Forgets that whoever accepts a proposal of another leader leads no longer. */
function stubborn(protocol: Protocol<Letters>): Protocol<Letters> {
  return {
    ...protocol,
    step(state, input, context) {
      const transition = protocol.step(state, input, context);
      const isAccept = input.kind === "message" && input.message.kind === "accept";
      if (!isAccept || state.role.kind !== "leading") return transition;
      return { ...transition, state: { ...transition.state, role: state.role } };
    },
  };
}

it("finds a leader that goes on leading after it has accepted at a higher ballot", () => {
  const bounds = { slots: 1, askedAt: [0, 1], ballots: [first, second, third], crashes: 0 };
  const { violation } = explore(bounded(bounds, stubborn(smallLetters(1))));
  expect(violation).toMatchObject({ property: "log agreement" });
  expect(violation?.script).toHaveLength(19);
});
