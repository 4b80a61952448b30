import { nodes, type NodeId, type Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { drawnUntil, occasions } from "../../occasions.ts";
import { expected } from "../../told.ts";
import type { CommitRuleModule, Configuration, Leader } from "./port.ts";
import { rightCommitRule as right } from "./right.ts";

type RaftCase = Case<CommitRuleModule>;

interface Matched {
  readonly matchIndex: readonly number[];
  readonly configuration: Configuration;
}

const servers = 7;

const some = (random: Random, all: readonly NodeId[]): readonly NodeId[] =>
  random.shuffle(all).slice(0, random.integer(1, all.length));

/** Some servers are no members; node 0, which leads, may be one of them. */
const simple = (random: Random): Configuration => ({ kind: "simple", members: some(random, nodes(servers)) });

const joint = (random: Random): Configuration => {
  const all = nodes(servers);
  return { kind: "joint", old: some(random, all), new: some(random, all) };
};

const matched =
  (configure: (random: Random) => Configuration) =>
  (random: Random): Matched => ({
    // Of one digit and of two: whoever sorts them as text is found out.
    matchIndex: nodes(servers).map((node) => (node === 0 ? 12 : random.integer(random.pick([0, 7]), 12))),
    configuration: configure(random),
  });

const inWords = ({ matchIndex, configuration }: Matched): string => {
  const who =
    configuration.kind === "simple"
      ? `of the members {${configuration.members.join(", ")}}`
      : `of the old members {${configuration.old.join(", ")}} and of the new ones {${configuration.new.join(", ")}}`;
  return `Servers 0 to ${matchIndex.length - 1} have the leader's log up to ${matchIndex.join(", ")}; a majority ${who} counts`;
};

const agreed = (configure: (random: Random) => Configuration): RaftCase["run"] =>
  occasions<CommitRuleModule, Matched>(
    matched(configure),
    20,
  )((module, one) =>
    expected(
      `${inWords(one)}. agreedIndex:`,
      module.agreedIndex(one.matchIndex, one.configuration),
      right.agreedIndex(one.matchIndex, one.configuration),
    ),
  );

const majority: RaftCase = {
  name: "knows up to where more than half of the members have the log",
  points: 2,
  why: "Half is no majority: two halves can each commit something else. And who is no member does not count, be it the leader.",
  run: agreed(simple),
};

const both: RaftCase = {
  name: "asks for both majorities while members change",
  points: 2,
  why: "The old ones may not know yet that there are new ones, and elect a leader by themselves. Neither majority may be passed over.",
  run: agreed(joint),
};

/** Terms never fall along a log; the last one is the leader's own, or the one before. */
function leader(random: Random): Leader {
  const last = random.integer(2, 8);
  const terms: number[] = [];
  for (let term = random.integer(1, 3); terms.length < last; term += random.pick([0, 0, 1, 2]))
    terms.push(term);
  const count = random.integer(1, servers);
  const configuration: Configuration = random.chance(0.7)
    ? { kind: "simple", members: nodes(count) }
    : { kind: "joint", old: nodes(count), new: some(random, nodes(servers)) };
  return {
    currentTerm: terms[last - 1]! + random.pick([0, 0, 0, 1]),
    commitIndex: random.integer(0, last - 1),
    terms,
    matchIndex: nodes(servers).map((node) => (node === 0 ? last : random.integer(0, last))),
    configuration,
  };
}

const agreedIn = (one: Leader): number => right.agreedIndex(one.matchIndex, one.configuration);

const onLeaders = (isWanted: (one: Leader) => boolean): RaftCase["run"] =>
  occasions<CommitRuleModule, Leader>(
    drawnUntil(isWanted, leader),
    15,
  )((module, one) => {
    const { currentTerm, commitIndex, terms } = one;
    return expected(
      `A leader of term ${currentTerm} has a log of the terms ${terms.join(", ")} and has committed up to ${commitIndex}. ${inWords(one)}. mayCommitUpTo:`,
      module.mayCommitUpTo(one),
      right.mayCommitUpTo(one),
    );
  });

const commits: RaftCase = {
  name: "commits as far as a majority has it, if the entry there is of its own term",
  points: 2,
  why: "All at once: what lies below comes along, of whatever term it is. Whoever goes entry by entry never commits it.",
  run: onLeaders((one) => right.mayCommitUpTo(one) > one.commitIndex),
};

const notEarlier: RaftCase = {
  name: "commits nothing of an earlier term by counting",
  points: 2,
  why: "Figure 8: an entry of term 2 is on three of five, and a server whose log ends in term 3 is elected and overwrites it. The payment was confirmed, and is gone.",
  run: onLeaders((one) => {
    const agreed = agreedIn(one);
    return agreed > one.commitIndex && one.terms[agreed - 1] !== one.currentTerm;
  }),
};

const neverBack: RaftCase = {
  name: "never takes back what it knows to be committed",
  points: 1,
  why: "A new leader has heard from nobody yet. That does not make uncertain what was certain.",
  run: onLeaders((one) => agreedIn(one) < one.commitIndex),
};

/** Ongaro and Ousterhout (2014), figure 2, sections 5.3, 5.4.2 and 6. */
export const committing: readonly RaftCase[] = [majority, both, commits, notEarlier, neverBack];
