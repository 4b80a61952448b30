import { describe, expect, it } from "vitest";
import { majority, type Input } from "../../../src/core/index.ts";
import {
  directly,
  jointly,
  noOp,
  oneByOne,
  type Membership,
  type Reconfigure,
} from "../../../src/protocols/multi-paxos/index.ts";
import {
  accept,
  accepted,
  after,
  ask,
  ballot,
  campaign,
  commands,
  decisions,
  hear,
  lettersOn,
  promise,
  proposal,
  ring,
  start,
  toldTo,
  type Letters,
} from "./letters.ts";

const own = ballot(1, 0);
const other = ballot(1, 1);

/** Nodes 0, 1 and 2 are members at first; two slots may be under way. */
const three = lettersOn(3, { batch: { size: 1 }, window: 2 });
const led = [...campaign, promise(1)];

const move = (membership: Membership, number = 1): Reconfigure => ({
  kind: "reconfigure",
  number,
  membership,
});
const to = (...nodes: readonly number[]): Membership => ({ kind: "majority", nodes });
const request = (wish: Reconfigure): Input<Letters> => ({ kind: "request", request: wish });

/** Node 0 leads, and has put it into slot 0 that node 3 takes the place of node 2. */
const moved = [...led, request(move(to(0, 1, 3))), accepted(1, 0)];

const proposedTo = (node: number, transition: ReturnType<typeof after>) =>
  toldTo(node, transition).flatMap((message) => (message.kind === "accept" ? [message.slot] : []));

describe("a leader that is asked for other members", () => {
  it("puts it into the log, and knows whose slots are whose a window later", () => {
    expect(toldTo(1, after(three, ...led, request(move(to(0, 1, 3)))))).toMatchObject([
      { kind: "accept", slot: 0, value: move(to(0, 1, 3)) },
    ]);
    expect(decisions(after(three, ...moved))).toEqual(["0: -", "{0, 1, 3} from 2"]);
  });

  it("fills the window with no-ops if clients do not, and asks the new member for its promise at once", () => {
    const applied = after(three, ...moved);
    expect(toldTo(1, applied)).toContainEqual({
      kind: "accept",
      slot: 1,
      ballot: own,
      value: noOp,
      chosenBelow: 1,
    });
    expect(toldTo(3, applied)).toContainEqual({ kind: "prepare", ballot: own, from: 1 });
    expect(toldTo(1, after(three, ...moved, ring("heartbeat")))).not.toContainEqual(
      expect.objectContaining({ kind: "prepare" }),
    );
  });

  it("proposes under the new configuration once a quorum of its members has promised", () => {
    const alone = [...campaign, promise(2), request(move(to(0, 1, 3))), accepted(2, 0), ask("a")];
    expect(proposedTo(3, after(three, ...alone, accepted(2, 1)))).toEqual([]);
    const prepared = after(three, ...alone, accepted(2, 1), promise(3));
    expect(proposedTo(3, prepared)).toEqual([2]);
    expect(proposedTo(2, prepared)).toEqual([]);
  });

  it("proposes again what a new member has accepted from the leader of a lower ballot", () => {
    const alone = [...campaign, promise(2), request(move(to(0, 1, 3))), accepted(2, 0), accepted(2, 1)];
    const reported = promise(3, [proposal(2, ballot(0, 1), "z")], 0);
    expect(toldTo(3, after(three, ...alone, ask("a"), reported))).toMatchObject([
      { kind: "accept", slot: 2, value: commands("z") },
      { kind: "accept", slot: 3, value: commands("a") },
    ]);
  });

  it("counts the votes of a slot's members only", () => {
    const underNew = [...moved, promise(3), accepted(1, 1), ask("a")];
    expect(decisions(after(three, ...underNew, accepted(2, 2)))).toEqual([]);
    expect(decisions(after(three, ...underNew, accepted(3, 2)))).toEqual(["2: a", "→ a"]);
  });

  it("needs a majority of the old and one of the new members while they are joint", () => {
    const joint: Membership = { kind: "joint", old: [0, 1, 2], new: [0, 3, 4] };
    const underJoint = [...led, request(move(joint)), accepted(1, 0), promise(3), accepted(1, 1), ask("a")];
    expect(decisions(after(three, ...underJoint, accepted(1, 2)))).toEqual([]);
    expect(decisions(after(three, ...underJoint, accepted(1, 2), accepted(4, 2)))).toEqual(["2: a", "→ a"]);
  });

  it("retires when the configuration without it comes into force, and campaigns no more", () => {
    const left = [...led, request(move(to(1, 2))), accepted(1, 0), accepted(1, 1)];
    const retired = after(three, ...left);
    expect(retired.state.role.kind).toBe("following");
    expect(toldTo(2, retired)).toEqual([{ kind: "chosen", ballot: own, chosenBelow: 2 }]);
    expect(toldTo(1, after(three, ...left, ring("election")))).toEqual([{ kind: "missing", from: 2 }]);
  });

  it("takes each number once, and in its turn", () => {
    const early = after(three, ...led, request(move(to(0, 1), 2)));
    expect(toldTo(1, early)).toEqual([]);
    const inTurn = after(three, ...led, request(move(to(0, 1), 2)), request(move(to(0, 2))), accepted(1, 0));
    expect(toldTo(1, inTurn)).toContainEqual(
      expect.objectContaining({ kind: "accept", slot: 1, value: move(to(0, 1), 2) }),
    );
    expect(after(three, ...moved, request(move(to(0, 1)))).effects).toEqual([]);
  });
});

describe("any node", () => {
  const chosen: Input<Letters> = hear(1, {
    kind: "accept",
    slot: 0,
    ballot: other,
    value: move(to(1, 2, 3)),
    chosenBelow: 1,
  });

  it("forwards the wish for other members, until it comes true", () => {
    const heartbeat = hear(1, { kind: "heartbeat", ballot: other, chosenBelow: 0, sentAt: null });
    const wish = move(to(1, 2, 3));
    expect(toldTo(1, after(three, start, heartbeat, request(wish)))).toEqual([wish]);
    expect(toldTo(1, after(three, start, heartbeat, request(wish), ring("retry")))).toEqual([wish]);
    expect(after(three, start, request(wish), chosen, ring("retry")).effects).toEqual([]);
  });

  it("learns from the log who is in charge, and does not count a copy", () => {
    const copy = hear(1, { kind: "accept", slot: 1, ballot: other, value: move(to(1)), chosenBelow: 2 });
    expect(decisions(after(three, start, chosen))).toEqual(["0: -", "{1, 2, 3} from 2"]);
    expect(decisions(after(three, start, chosen, copy))).toEqual(["1: -"]);
    expect(after(three, start, chosen, copy).state.replica.tenures).toEqual([
      { number: 1, from: 2, membership: to(1, 2, 3) },
    ]);
  });

  it("that has just been started and is no member asks members what it has missed, and brings them wishes", () => {
    const spare = lettersOn(3, { quorums: majority([1, 2, 3]) });
    const asked = after(spare, start, ask("a"), ring("election"));
    expect(toldTo(1, asked)).toEqual([
      { kind: "missing", from: 0 },
      { kind: "forward", commands: commands("a").commands },
    ]);
    expect(asked.state.role.kind).toBe("following");
  });

  it("tells a candidate that is no member any more what it has missed, and promises it nothing", () => {
    const loyal = [start, chosen, accept(other, 1, "a", 2)];
    const lost = hear(0, { kind: "prepare", ballot: ballot(3, 0), from: 0 });
    expect(toldTo(0, after(three, ...loyal, lost))).toMatchObject([{ kind: "catch-up" }]);
    const member = hear(2, { kind: "prepare", ballot: ballot(3, 2), from: 0 });
    expect(toldTo(2, after(three, ...loyal, member))).toEqual([]);
  });

  it("says at once what is wrong with a wish", () => {
    expect(() => after(three, start, request(move(to())))).toThrow("at least one acceptor");
    expect(() => after(three, start, request(move(to(0), 0)))).toThrow("numbered 1, 2, …");
    const endless = lettersOn(3, { window: Infinity });
    expect(() => after(endless, start, request(move(to(0))))).toThrow("set a window that is not Infinity");
  });
});

describe("reads past the log", () => {
  it("ask the new members too, once these are in force", () => {
    const read: Input<Letters> = {
      kind: "request",
      request: { kind: "read", client: 9, sequence: 0, command: "", by: "quorum" },
    };
    const told = (from: number, slot: number): Input<Letters> =>
      hear(from, { kind: "read-slot", client: 9, sequence: 0, by: "quorum", slot });
    const chosen = hear(1, {
      kind: "catch-up",
      chosen: [
        { slot: 0, ballot: other, value: move(to(1, 3, 4)) },
        { slot: 1, ballot: other, value: noOp },
      ],
      chosenBelow: 2,
    });
    const asked = [start, read, told(1, 2)];
    expect(decisions(after(three, ...asked, chosen))).not.toContainEqual("quorum → ");
    expect(toldTo(3, after(three, ...asked, chosen, ring("retry")))).toMatchObject([{ kind: "read" }]);
    expect(decisions(after(three, ...asked, chosen, told(3, 2)))).toEqual(["quorum → "]);
  });
});

describe("the ways from one membership to another", () => {
  it("in one go, over a joint configuration, or one by one, never with fewer members", () => {
    expect(directly([3, 4])).toEqual([to(3, 4)]);
    expect(jointly([0, 1], [3, 4])).toEqual([{ kind: "joint", old: [0, 1], new: [3, 4] }, to(3, 4)]);
    expect(oneByOne([0, 1], [3, 4])).toEqual([to(0, 1, 3), to(1, 3), to(1, 3, 4), to(3, 4)]);
    expect(oneByOne([0], [0, 1, 2])).toEqual([to(0, 1), to(0, 1, 2)]);
    expect(oneByOne([0, 1, 2], [2])).toEqual([to(1, 2), to(2)]);
  });
});
