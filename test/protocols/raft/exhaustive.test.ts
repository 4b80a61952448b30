import { describe, expect, it } from "vitest";
import { explore, vacuous } from "../../../src/check/index.ts";
import { bounded, type Bounds } from "./bounded.ts";
import { disk } from "./letters.ts";

/** What is left of figure 8 (b) among three servers: one has an entry of term 1, another one of term 2. */
const figure8 = [disk(2, null, "-1"), disk(2, 1, "-2"), disk(2, 1)];

/**
 * Three servers. With a command and three terms, led by one, another and the first again, there are 1.5 million states:
 * `paxoslab verify raft --ballots 3 --crashes 0` goes through them in three seconds, and finds nothing broken.
 */
const everything: readonly (Bounds & { readonly title: string })[] = [
  {
    title: "two candidates in one term, and a crash",
    entries: 1,
    askedAt: [],
    candidates: [[0, 1]],
    crashes: 1,
  },
  {
    title: "two candidates in each of two terms",
    entries: 2,
    askedAt: [],
    candidates: [
      [0, 1],
      [0, 1],
    ],
    crashes: 0,
  },
  {
    title: "two leaders, a command and a crash",
    entries: 2,
    askedAt: [0],
    candidates: [[0], [1]],
    crashes: 1,
  },
  {
    title: "two leaders, a command, and a snapshot after every entry",
    entries: 3,
    askedAt: [0],
    candidates: [[0], [1]],
    crashes: 0,
    snapshotEvery: 1,
  },
  {
    title: "the old leader and its successor again, from figure 8 on",
    entries: 2,
    askedAt: [],
    candidates: [[], [], [0], [1]],
    crashes: 0,
    disks: figure8,
  },
];

describe.each(everything)("Raft: $title, up to $entries entries", (bounds) => {
  it("breaks nothing, whatever the order of events", ({ annotate }) => {
    const report = explore(bounded(bounds));
    expect(report).toMatchObject({ violation: null, ended: "exhausted" });
    expect(vacuous(report)).toEqual([]);
    return annotate(`${report.states} states`);
  });
});
