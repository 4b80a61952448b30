import { describe, expect, it } from "vitest";
import {
  compacted,
  emptyLog,
  entriesFrom,
  firstOfTerm,
  lastNotAbove,
  lastOf,
  soundRules,
  termAt,
  truncated,
} from "../../../src/protocols/raft/index.ts";
import { entry, log } from "./letters.ts";

const rules = soundRules<string, string, string>();
const long = log("-1", "a1", "b1", "-4", "c4", "-5", "-6", "d6");

describe("a log", () => {
  it("counts from 1; before its first entry there is an entry of term 0, as it were", () => {
    expect(lastOf(emptyLog)).toEqual({ index: 0, term: 0 });
    expect(lastOf(long)).toEqual({ index: 8, term: 6 });
    expect([0, 1, 8, 9].map((index) => termAt(long, index))).toEqual([0, 1, 6, null]);
  });

  it("knows where a term begins, and where the last one ends that is not above another", () => {
    expect([1, 3, 5, 6, 8].map((index) => firstOfTerm(long, index))).toEqual([1, 1, 4, 6, 7]);
    expect([0, 1, 2, 4, 5, 6, 9].map((term) => lastNotAbove(long, term, 8))).toEqual([0, 3, 3, 5, 6, 8, 8]);
    expect(lastNotAbove(long, 4, 4)).toBe(4);
  });

  it("may be cut at either end", () => {
    const cut = compacted(truncated(long, 7), { index: 3, term: 1 });
    expect(entriesFrom(cut, 4, 10)).toEqual([entry("-4"), entry("c4"), entry("-5")]);
    expect(termAt(cut, 3)).toBe(1);
    expect(termAt(cut, 2)).toBeNull();
    expect(firstOfTerm(cut, 5)).toBe(4);
  });
});

describe("the consistency check", () => {
  it("asks for the entry before: the same index, the same term", () => {
    expect(rules.hasPrevious(long, { index: 5, term: 4 })).toBe(true);
    expect(rules.hasPrevious(long, { index: 5, term: 5 })).toBe(false);
    expect(rules.hasPrevious(long, { index: 9, term: 6 })).toBe(false);
  });

  it("is passed by whatever a snapshot stands for", () => {
    expect(rules.hasPrevious(compacted(long, { index: 5, term: 4 }), { index: 2, term: 1 })).toBe(true);
  });
});

describe("new entries", () => {
  it("that are there already change nothing, and drop nothing behind them", () => {
    expect(rules.merged(long, 2, [entry("b1"), entry("-4")])).toBe(long);
  });

  it("drop what conflicts with them, and all that follows it", () => {
    expect(rules.merged(long, 4, [entry("c4"), entry("-7")])).toEqual(
      log("-1", "a1", "b1", "-4", "c4", "-7"),
    );
  });

  it("are not needed where a snapshot stands for them", () => {
    const cut = compacted(long, { index: 5, term: 4 });
    expect(rules.merged(cut, 3, [entry("-4"), entry("c4"), entry("-5")])).toBe(cut);
  });
});

it("the more up-to-date log has the later last term, or is longer", () => {
  expect(rules.isUpToDate({ index: 1, term: 3 }, { index: 9, term: 2 })).toBe(true);
  expect(rules.isUpToDate({ index: 9, term: 2 }, { index: 1, term: 3 })).toBe(false);
  expect(rules.isUpToDate({ index: 4, term: 2 }, { index: 5, term: 2 })).toBe(false);
  expect(rules.isUpToDate({ index: 5, term: 2 }, { index: 5, term: 2 })).toBe(true);
});
