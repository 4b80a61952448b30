import { nodes as nodesOf, type NodeSet } from "../../../core/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { ByzantineQuorumModule, Vote } from "./port.ts";
import { common, groups, rightByzantineQuorum as right } from "./right.ts";

const candidate = (
  name: string,
  changed: Partial<ByzantineQuorumModule>,
): Candidate<ByzantineQuorumModule> => ({ name, module: { ...right, ...changed } });

/** What is believed, by another way to count. */
const counting = (name: string, count: (votes: readonly Vote[]) => number) =>
  candidate(name, {
    believed: (votes, enough) =>
      votes.find(({ digest }) => count(votes.filter((vote) => vote.digest === digest)) >= enough)?.digest ??
      null,
  });

/** Wrong ideas about quorums among liars, the most common ones first. */
export const byzantineQuorumMutants: readonly Candidate<ByzantineQuorumModule>[] = [
  candidate("bears a third of liars", { mostFaults: (nodes) => Math.floor(nodes / 3) }),
  candidate("bears a third of liars, less one", { mostFaults: (nodes) => Math.floor(nodes / 3) - 1 }),
  candidate("bears a minority of liars", { mostFaults: (nodes) => Math.floor((nodes - 1) / 2) }),
  candidate("rounds a third to the nearest", { mostFaults: (nodes) => Math.round((nodes - 1) / 3) }),
  candidate("takes a majority for a quorum", { leastQuorum: (nodes) => Math.floor(nodes / 2) + 1 }),
  candidate("takes 2f + 1 for a quorum, however many nodes there are", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? 2 * faults + 1 : null),
  }),
  candidate("takes all but f for a quorum", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? nodes - faults : null),
  }),
  candidate("takes two thirds, rounded up, for a quorum", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? Math.ceil((2 * nodes) / 3) : null),
  }),
  candidate("makes quorums that are safe and not to be had", {
    leastQuorum: (nodes, faults) => Math.floor((nodes + faults) / 2) + 1,
  }),
  candidate("wants quorums to share somebody, honest or not", {
    leastQuorum: (nodes, faults) => (nodes > 3 * faults ? Math.floor(nodes / 2) + 1 : null),
  }),
  candidate("rounds up where it must take more than half", {
    leastQuorum: (nodes, faults) => {
      const quorum = Math.ceil((nodes + faults) / 2);
      return quorum <= nodes - faults ? quorum : null;
    },
  }),
  candidate("wants more than a quorum to be left", {
    leastQuorum: (nodes, faults) => {
      const quorum = Math.floor((nodes + faults) / 2) + 1;
      return quorum < nodes - faults ? quorum : null;
    },
  }),
  candidate("believes as many witnesses as may lie", { leastWitnesses: (faults) => faults }),
  candidate("wants a quorum of witnesses", { leastWitnesses: (faults) => 2 * faults + 1 }),
  candidate("never finds a split", { findSplit: () => null }),
  candidate("wants quorums only to meet", { findSplit: (quorums) => right.findSplit(quorums, 0) }),
  candidate("lets one more lie than may", {
    findSplit: (quorums, faults) => right.findSplit(quorums, faults + 1),
  }),
  candidate("lets one fewer lie than may", {
    findSplit: (quorums, faults) => right.findSplit(quorums, faults - 1),
  }),
  candidate("never puts a quorum beside itself", {
    findSplit(quorums, faults) {
      for (const [nth, first] of quorums.entries()) {
        const second = quorums.find((other, place) => place !== nth && common(first, other).length <= faults);
        if (second !== undefined) return { first, second, liars: common(first, second) };
      }
      return null;
    },
  }),
  candidate("looks for splits of the first quorum only", {
    findSplit(quorums, faults) {
      const first = quorums[0] ?? [];
      const second = quorums.find((other) => common(first, other).length <= faults);
      return second === undefined ? null : { first, second, liars: common(first, second) };
    },
  }),
  candidate("compares quorums with their neighbours in the list", {
    findSplit(quorums, faults) {
      for (const [nth, first] of quorums.entries()) {
        const second = quorums[nth + 1] ?? first;
        if (common(first, second).length <= faults) return { first, second, liars: common(first, second) };
      }
      return null;
    },
  }),
  candidate("takes a whole quorum for the liars", {
    findSplit(quorums, faults) {
      const split = right.findSplit(quorums, faults);
      return split === null ? null : { ...split, liars: split.first };
    },
  }),
  candidate("never finds a stall", { findStall: () => null }),
  candidate("lets one more be silent than may", {
    findStall: (nodes, quorums, faults) => right.findStall(nodes, quorums, faults + 1),
  }),
  candidate("lets only one be silent", {
    findStall: (nodes, quorums, faults) => right.findStall(nodes, quorums, Math.min(1, faults)),
  }),
  candidate("stops the first quorum only", {
    findStall: (nodes, quorums, faults) => right.findStall(nodes, quorums.slice(0, 1), faults),
  }),
  candidate("stops any one quorum", {
    findStall: (nodes, quorums, faults) =>
      Array.from({ length: faults > 0 ? nodes : 0 }, (_, node) => [node]).find((group) =>
        quorums.some((quorum) => common(quorum, group).length > 0),
      ) ?? null,
  }),
  candidate("lets only the first nodes be silent", {
    findStall(nodes, quorums, faults) {
      const first = Array.from({ length: Math.min(nodes, faults) }, (_, node) => node);
      return quorums.every((quorum) => common(quorum, first).length > 0) ? first : null;
    },
  }),
  candidate("lets only neighbours be silent together", {
    findStall: silencing((group) => group.every((node, nth) => nth === 0 || node === group[nth - 1]! + 1)),
  }),
  candidate("lets no neighbours be silent together", {
    findStall: silencing((group) => group.every((node, nth) => nth === 0 || node > group[nth - 1]! + 1)),
  }),
  candidate("lets only the first node and the last be silent together", {
    findStall: silencing((group, nodes) => group.length < 2 || group[0]! > 0 || group.at(-1) === nodes - 1),
  }),
  candidate("counts everybody as often as they speak", {
    supporters: (votes, digest) =>
      votes.flatMap((vote) => (vote.digest === digest ? [vote.sender] : [])).sort((a, b) => a - b),
  }),
  candidate("counts whoever has spoken, whatever they said", {
    supporters: (votes) => [...new Set(votes.map(({ sender }) => sender))].sort((a, b) => a - b),
  }),
  candidate("lists supporters in the order in which they came", {
    supporters: (votes, digest) => [
      ...new Set(votes.flatMap((vote) => (vote.digest === digest ? [vote.sender] : []))),
    ],
  }),
  candidate("sorts numbers as text: 10 before 2", {
    supporters: (votes, digest) =>
      right.supporters(votes, digest).toSorted((a, b) => String(a).localeCompare(String(b))),
  }),
  candidate("sorts the votes it was given on the way", {
    supporters(votes, digest) {
      (votes as Vote[]).sort((a, b) => a.sender - b.sender);
      return right.supporters(votes, digest);
    },
  }),
  counting("counts messages", (votes) => votes.length),
  candidate("believes what was said first if enough have spoken, whatever they said", {
    believed: (votes, enough) =>
      new Set(votes.map(({ sender }) => sender)).size >= enough ? (votes[0]?.digest ?? null) : null,
  }),
  candidate("believes only what was said first", {
    believed: (votes, enough) => {
      const digest = votes[0]?.digest;
      const isEnough = digest !== undefined && right.supporters(votes, digest).length >= enough;
      return isEnough ? digest : null;
    },
  }),
  candidate("believes only what most messages say", {
    believed(votes, enough) {
      const count = (digest: string): number => votes.filter((vote) => vote.digest === digest).length;
      const [most] = votes.toSorted((a, b) => count(b.digest) - count(a.digest));
      const isEnough = most !== undefined && right.supporters(votes, most.digest).length >= enough;
      return isEnough ? most.digest : null;
    },
  }),
  candidate("wants one more than enough", {
    believed: (votes, enough) => right.believed(votes, enough + 1),
  }),
];

/** Looks at some groups only. */
function silencing(
  isLookedAt: (group: NodeSet, nodes: number) => boolean,
): ByzantineQuorumModule["findStall"] {
  return (nodes, quorums, faults) =>
    groups(nodesOf(nodes), Math.min(faults, nodes)).find(
      (group) => isLookedAt(group, nodes) && quorums.every((quorum) => common(quorum, group).length > 0),
    ) ?? null;
}
