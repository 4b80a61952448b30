import { describe, expect, it } from "vitest";
import type { NodeId } from "../../../src/core/index.ts";
import { logEventIn, raftSafety, soundRules } from "../../../src/protocols/raft/index.ts";
import { logAgreement } from "../../../src/properties/index.ts";
import { Director } from "../../../src/scenarios/raft/director.ts";
import { play, type Run } from "../../../src/sim/index.ts";
import { lettersOn, wish, type LetterRules, type Letters } from "./letters.ts";

const [s1, s2, s3, s4, s5] = [0, 1, 2, 3, 4] as const;

/** Four servers, and a fifth that would be one of them. */
function directed(rules: LetterRules, story: (director: Director<Letters>) => void): Run<Letters> {
  const members = [s1, s2, s3, s4];
  const protocol = lettersOn(5, { members, hasNoOp: false, isSticky: false, tellsCommit: false, rules });
  const director = new Director<Letters>(protocol, 5);
  story(director);
  const properties = [
    ...raftSafety<string, string, string>(),
    logAgreement<Letters>((decision) => logEventIn(decision)),
  ];
  return play<Letters>({ protocol, nodes: 5, script: director.script, properties });
}

function elect(director: Director<Letters>, candidate: NodeId, ...voters: readonly NodeId[]): void {
  director.ring(candidate, "election");
  for (const voter of voters) director.converse(candidate, voter);
}

/**
 * The bug of 2015, as its finder tells it: S1 adds S5, and nobody else hears of it; S2, elected by S3 and S4, removes S1,
 * which S3 helps to commit; S1, back from a crash and elected by S4 and S5 in its own configuration, has never heard of that.
 */
function changesOfTwoLeaders(director: Director<Letters>): void {
  const change = (server: NodeId, how: "add" | "remove", which: NodeId): void => {
    director.ask(server, { kind: "reconfigure", change: how, server: which });
  };
  elect(director, s1, s2, s3);
  change(s1, "add", s5);
  director.converse(s1, s5);
  elect(director, s2, s3, s4);
  change(s2, "remove", s1);
  director.converse(s2, s3);
  director.crash(s1);
  director.restart(s1);
  // Its first try is for a term in which S4 has voted for S2.
  director.ring(s1, "election");
  elect(director, s1, s4, s5);
}

describe("a change of members", () => {
  it("by a leader that has committed nothing of its own term loses what another leader has committed", () => {
    const { violation } = directed(
      { mayReconfigure: ({ pending }) => pending.length === 0 },
      changesOfTwoLeaders,
    );
    expect(violation).toMatchObject({
      property: "leader completeness",
      problem: "node 0 leads term 3 without the entry that was committed at index 1",
    });
  });

  it("is therefore held back until an entry of the leader's own term is committed", () => {
    const { violation, disks } = directed({}, changesOfTwoLeaders);
    expect(violation).toBeNull();
    expect(disks.map((disk) => disk?.log.entries.root ?? null)).toEqual([null, null, null, null, null]);
  });

  it("waits for the one before", () => {
    const rules = soundRules<string, string, string>();
    let isHeldBack = false;
    directed({}, (director) => {
      elect(director, s1, s2, s3);
      director.ask(s1, { kind: "execute", ...wish("a") });
      for (const follower of [s2, s3]) director.converse(s1, follower);
      director.ask(s1, { kind: "reconfigure", change: "add", server: s5 });
      isHeldBack = !rules.mayReconfigure(director.state(s1));
    });
    expect(isHeldBack).toBe(true);
  });

  it("makes a newcomer a member that gets the log, and a leader that is removed steps down once that is committed", () => {
    const { states, violation } = directed({}, (director) => {
      elect(director, s1, s2, s3);
      director.ask(s1, { kind: "execute", ...wish("a") });
      for (const follower of [s2, s3]) director.converse(s1, follower);
      director.ask(s1, { kind: "reconfigure", change: "add", server: s5 });
      for (const follower of [s2, s3, s5]) director.converse(s1, follower);
      director.ask(s1, { kind: "reconfigure", change: "remove", server: s1 });
      for (const follower of [s2, s3, s5]) director.converse(s1, follower);
    });
    expect(violation).toBeNull();
    expect(states[s5]?.log.entries).toEqual(states[s1]?.log.entries);
    expect(states[s1]?.role.kind).toBe("follower");
    expect(states[s1]?.replica.members).toEqual([s2, s3, s4, s5]);
  });
});
