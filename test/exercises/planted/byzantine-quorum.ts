import type { NodeSet } from "../../../src/core/index.ts";
import * as solution from "../../../solutions/byzantine-quorum/byzantine-quorum.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;

const variant = (bug: string, change: Partial<Exercise>): Planted<Exercise> => ({
  bug,
  exercise: { ...solution, ...change },
});

const common = (a: NodeSet, b: NodeSet): NodeSet => a.filter((node) => b.includes(node));

/** What is believed, by another way to count. */
const counting = (bug: string, count: (votes: readonly solution.Vote[]) => number): Planted<Exercise> =>
  variant(bug, {
    believed: (votes, enough) =>
      votes.find(({ digest }) => count(votes.filter((vote) => vote.digest === digest)) >= enough)?.digest ??
      null,
  });

export const wrongByzantineQuorums: readonly Planted<Exercise>[] = [
  variant("a third", { mostFaults: (nodes) => Math.floor(nodes / 3) }),
  variant("a third, less one", { mostFaults: (nodes) => Math.floor(nodes / 3) - 1 }),
  variant("a minority", { mostFaults: (nodes) => Math.floor((nodes - 1) / 2) }),
  variant("a third, rounded", { mostFaults: (nodes) => Math.round((nodes - 1) / 3) }),
  variant("a majority", { leastQuorum: (nodes) => Math.floor(nodes / 2) + 1 }),
  variant("2f + 1, however many there are", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? 2 * faults + 1 : null),
  }),
  variant("all but f", { leastQuorum: (nodes, faults) => (nodes > 3 * faults ? nodes - faults : null) }),
  variant("two thirds, rounded up", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? Math.ceil((2 * nodes) / 3) : null),
  }),
  variant("safe, and not available", {
    leastQuorum: (nodes, faults) => Math.floor((nodes + faults) / 2) + 1,
  }),
  variant("they need only share somebody", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? Math.floor(nodes / 2) + 1 : null),
  }),
  variant("rounded down where it must be rounded up", {
    leastQuorum: (nodes, faults) => {
      const quorum = Math.ceil((nodes + faults) / 2);
      return quorum <= nodes - faults ? quorum : null;
    },
  }),
  variant("available only if more than a quorum is left", {
    leastQuorum: (nodes, faults) => {
      const quorum = Math.floor((nodes + faults) / 2) + 1;
      return quorum < nodes - faults ? quorum : null;
    },
  }),
  variant("f witnesses", { leastWitnesses: (faults) => faults }),
  variant("2f + 1 witnesses", { leastWitnesses: (faults) => 2 * faults + 1 }),
  variant("nothing can ever be split", { findSplit: () => null }),
  variant("quorums need only meet", { findSplit: (quorums) => solution.findSplit(quorums, 0) }),
  variant("one more than f may lie", {
    findSplit: (quorums, faults) => solution.findSplit(quorums, faults + 1),
  }),
  variant("f may not", { findSplit: (quorums, faults) => solution.findSplit(quorums, faults - 1) }),
  variant("a quorum is never put beside itself", {
    findSplit(quorums, faults) {
      for (const [nth, first] of quorums.entries()) {
        const second = quorums.find((other, place) => place !== nth && common(first, other).length <= faults);
        if (second !== undefined) return { first, second, liars: common(first, second) };
      }
      return null;
    },
  }),
  variant("the first quorum stands for all", {
    findSplit(quorums, faults) {
      const first = quorums[0] ?? [];
      const second = quorums.find((other) => common(first, other).length <= faults);
      return second === undefined ? null : { first, second, liars: common(first, second) };
    },
  }),
  variant("neighbours in the list only", {
    findSplit(quorums, faults) {
      for (const [nth, first] of quorums.entries()) {
        const second = quorums[nth + 1] ?? first;
        if (common(first, second).length <= faults) return { first, second, liars: common(first, second) };
      }
      return null;
    },
  }),
  variant("the liars are all of one quorum", {
    findSplit(quorums, faults) {
      const split = solution.findSplit(quorums, faults);
      return split === null ? null : { ...split, liars: split.first };
    },
  }),
  variant("nobody can stop anything", { findStall: () => null }),
  variant("one more may be silent", {
    findStall: (nodes, quorums, faults) => solution.findStall(nodes, quorums, faults + 1),
  }),
  variant("only one may be silent", {
    findStall: (nodes, quorums, faults) => solution.findStall(nodes, quorums, Math.min(1, faults)),
  }),
  variant("whoever stops the first quorum", {
    findStall: (nodes, quorums, faults) => solution.findStall(nodes, quorums.slice(0, 1), faults),
  }),
  variant("whoever stops any quorum", {
    findStall: (nodes, quorums, faults) =>
      Array.from({ length: faults > 0 ? nodes : 0 }, (_, node) => [node]).find((group) =>
        quorums.some((quorum) => common(quorum, group).length > 0),
      ) ?? null,
  }),
  variant("the first f nodes", {
    findStall(nodes, quorums, faults) {
      const first = Array.from({ length: Math.min(nodes, faults) }, (_, node) => node);
      return quorums.every((quorum) => common(quorum, first).length > 0) ? first : null;
    },
  }),
  variant("everybody twice", {
    supporters: (votes, digest) =>
      votes.flatMap((vote) => (vote.digest === digest ? [vote.sender] : [])).sort((a, b) => a - b),
  }),
  variant("whoever has spoken", {
    supporters: (votes) => [...new Set(votes.map(({ sender }) => sender))].sort((a, b) => a - b),
  }),
  variant("in the order in which they came", {
    supporters: (votes, digest) => [
      ...new Set(votes.flatMap((vote) => (vote.digest === digest ? [vote.sender] : []))),
    ],
  }),
  variant("sorted as text", {
    supporters: (votes, digest) =>
      solution.supporters(votes, digest).toSorted((a, b) => String(a).localeCompare(String(b))),
  }),
  variant("votes are sorted on the way", {
    supporters(votes, digest) {
      (votes as solution.Vote[]).sort((a, b) => a.sender - b.sender);
      return solution.supporters(votes, digest);
    },
  }),
  counting("messages are counted", (votes) => votes.length),
  variant("whoever speaks counts, whatever is said", {
    believed: (votes, enough) =>
      new Set(votes.map(({ sender }) => sender)).size >= enough ? (votes[0]?.digest ?? null) : null,
  }),
  variant("only what was said first", {
    believed: (votes, enough) => {
      const digest = votes[0]?.digest;
      const isEnough = digest !== undefined && solution.supporters(votes, digest).length >= enough;
      return isEnough ? digest : null;
    },
  }),
  variant("what most messages say", {
    believed(votes, enough) {
      const count = (digest: string): number => votes.filter((vote) => vote.digest === digest).length;
      const [most] = votes.toSorted((a, b) => count(b.digest) - count(a.digest));
      const isEnough = most !== undefined && solution.supporters(votes, most.digest).length >= enough;
      return isEnough ? most.digest : null;
    },
  }),
  variant("more than enough", {
    believed: (votes, enough) => solution.believed(votes, enough + 1),
  }),
];
