import { describe, expect, it } from "vitest";
import { broadcast, unchanged, type Effect, type Input, type Protocol } from "../../../src/core/index.ts";
import {
  byzantineGroup,
  colluding,
  digestOf,
  equivocating,
  forging,
  inWrongRound,
  lying,
  replaying,
  signatures,
  silent,
  slow,
  unauthenticated,
  whatIsWrong,
  withFaulty,
  type Behaviour,
  type Lies,
} from "../../../src/protocols/byzantine/index.ts";

interface Word {
  readonly author: number;
  readonly round: number;
  readonly text: string;
}

interface Chat {
  readonly state: number;
  readonly message: Word;
  readonly request: string;
  readonly persisted: never;
  readonly timer: never;
  readonly decision: never;
}

/** Tells everybody else what it is asked to, and counts what it hears. */
const chat: Protocol<Chat> = {
  name: "chat",
  initial: () => 0,
  step(state, input, { self }) {
    if (input.kind === "message") return { state: state + 1, effects: [] };
    if (input.kind !== "request") return unchanged(state);
    const others = [0, 1, 2, 3].filter((node) => node !== self);
    return { state, effects: broadcast(others, { author: self, round: 1, text: input.request }) };
  },
};

const lies: Lies<Word> = {
  reach: 4,
  alternative: (word) => ({ ...word, text: `not ${word.text}` }),
  inNameOf: (word, victim) => ({ ...word, author: victim }),
  inRound: (word, by) => ({ ...word, round: word.round + by }),
};

/** What node 1 sends, input by input. */
function says(behaviour: Behaviour<Chat>, inputs: readonly Input<Chat>[]): readonly (readonly string[])[] {
  const protocol = withFaulty(chat, { 1: behaviour });
  let state = protocol.initial(1);
  return inputs.map((input) => {
    const transition = protocol.step(state, input, { self: 1, now: 0 });
    state = transition.state;
    return transition.effects.map(letter);
  });
}

function letter(effect: Effect<Chat>): string {
  if (effect.kind !== "send") return effect.kind;
  const { author, round, text } = effect.message;
  return `to ${effect.to}: ${author} says ${text} in ${round}`;
}

const ask = (request: string): Input<Chat> => ({ kind: "request", request });
const hear = (text: string): Input<Chat> => ({
  kind: "message",
  from: 2,
  message: { author: 2, round: 1, text },
});

describe("a faulty node", () => {
  it("may be silent, or towards some", () => {
    expect(says(silent(), [ask("yes")])).toEqual([[]]);
    expect(says(silent([0, 2]), [ask("yes")])).toEqual([["to 3: 1 says yes in 1"]]);
  });

  it("may be slow: what it says comes after so many further inputs", () => {
    const all = says(slow(2), [ask("yes"), hear("one"), hear("two"), hear("three")]);
    expect(all.map((letters) => letters.length)).toEqual([0, 0, 3, 0]);
    expect(() => slow(0)).toThrow("a whole number of inputs, at least 1; got 0");
  });

  it("may lie to all, or to some", () => {
    expect(says(lying(lies), [ask("yes")])[0]).toEqual(
      [0, 2, 3].map((to) => `to ${to}: 1 says not yes in 1`),
    );
    expect(says(equivocating(lies, [3]), [ask("yes")])).toEqual([
      ["to 0: 1 says yes in 1", "to 2: 1 says yes in 1", "to 3: 1 says not yes in 1"],
    ]);
  });

  it("may collude: it tells its fellows both stories", () => {
    expect(says(colluding(lies, { faulty: [1, 2], toldOtherwise: [3] }), [ask("yes")])).toEqual([
      [
        "to 0: 1 says yes in 1",
        "to 2: 1 says yes in 1",
        "to 2: 1 says not yes in 1",
        "to 3: 1 says not yes in 1",
      ],
    ]);
  });

  it("may speak in the names of others, and of rounds to come", () => {
    expect(says(forging(lies, [0, 1]), [ask("yes")])[0]!.slice(0, 2)).toEqual([
      "to 0: 1 says yes in 1",
      "to 0: 0 says yes in 1",
    ]);
    expect(says(inWrongRound(lies, 5), [ask("yes")])[0]!.slice(0, 2)).toEqual([
      "to 0: 1 says yes in 1",
      "to 0: 1 says yes in 6",
    ]);
  });

  it("may say old things again, its own and others'", () => {
    const letters = says(replaying([0, 2, 3]), [
      hear("one"),
      ...Array.from({ length: 60 }, () => ask("yes")),
    ]);
    const again = letters.slice(1).flatMap((sent) => sent.slice(3));
    expect(again.some((sent) => sent.includes("2 says one in 1"))).toBe(true);
    expect(again.some((sent) => sent.includes("1 says yes in 1"))).toBe(true);
  });

  it("is the only one that changes, and its name says so", () => {
    const protocol = withFaulty(chat, { 1: silent() });
    expect(protocol.name).toBe("chat; node 1 is silent");
    expect(protocol.step(protocol.initial(0), ask("yes"), { self: 0, now: 0 }).effects).toHaveLength(3);
    const before = protocol.initial(1);
    expect(protocol.step(before, { kind: "start", persisted: null }, { self: 1, now: 0 }).state).toBe(before);
  });
});

describe("signatures", () => {
  const content = { text: "500 crore", to: ["Bandra", "Kurla"] };
  const seal = signatures.seal("node 1", content);

  it("fit one author and one content, in whatever order its fields come", () => {
    expect(signatures.isGenuine("node 1", content, seal)).toBe(true);
    expect(signatures.isGenuine("node 1", { to: ["Bandra", "Kurla"], text: "500 crore" }, seal)).toBe(true);
    expect(signatures.isGenuine("node 2", content, seal)).toBe(false);
    expect(signatures.isGenuine("node 1", { ...content, text: "₹500 crore" }, seal)).toBe(false);
    expect(digestOf(content)).not.toBe(digestOf({ ...content, text: "₹500 crore" }));
  });

  it("without them everybody is believed", () => {
    expect(unauthenticated.isGenuine("node 2", content, seal)).toBe(true);
  });
});

describe("groups", () => {
  it.each([
    { nodes: 4, faults: 1, quorum: 3 },
    { nodes: 5, faults: 1, quorum: 4 },
    { nodes: 6, faults: 1, quorum: 4 },
    { nodes: 7, faults: 2, quorum: 5 },
    { nodes: 13, faults: 4, quorum: 9 },
  ])("$nodes nodes tolerate $faults faulty ones with quorums of $quorum", (group) => {
    expect(byzantineGroup(group.nodes)).toEqual(group);
  });

  it("of 3f nodes have either quorums that may not meet in a correct node, or none when the faulty are silent", () => {
    for (const faults of [1, 2, 3, 4]) {
      for (let quorum = 1; quorum <= 3 * faults; quorum++) {
        expect(whatIsWrong({ nodes: 3 * faults, faults, quorum })).not.toBeNull();
      }
    }
    expect(() => byzantineGroup(3, 1)).toThrow(
      "With 1 of 3 silent, 2 are left: no quorum of 3. With f = 1 it takes 4 nodes (3f + 1).",
    );
  });
});
