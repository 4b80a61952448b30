import type { NodeId, Random } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { faultCounts, inView, noise, place, prePrepare, votes, whats, type Place } from "./occasions.ts";
import type { Log, Ordering, PbftBackupModule, Vote } from "./port.ts";
import { primaryOf } from "./right.ts";

type BackupCase = Case<PbftBackupModule>;
type Predicate = "isPrepared" | "isCommittedLocal";

interface Evidence {
  readonly log: Log;
  readonly because: string;
}

const judged = (
  predicate: Predicate,
  isSo: boolean,
  draw: (here: Place, random: Random) => readonly Evidence[],
): BackupCase["run"] =>
  occasions<PbftBackupModule, readonly (Evidence & { readonly here: Place })[]>(
    (random) =>
      faultCounts.flatMap((faults) => {
        const here = place(random, faults);
        return draw(here, random).map(({ log, because }) => ({ here, log: random.shuffle(log), because }));
      }),
    isSo ? 4 : 2,
  )((module, all) => {
    const wrong = all.find(({ here, log }) => module[predicate](log, here.ordering, here.faults) !== isSo);
    return wrong === undefined
      ? null
      : {
          sentence: `${inView(wrong.here)}, ${wrong.here.ordering.digest} ${isSo ? "should be" : "should not be"} ${predicate === "isPrepared" ? "prepared" : "committed"}: ${wrong.because} The log has ${whats(wrong.log)}.`,
        };
  });

/** Votes of which one does not count, for one reason after the other. */
function nearMisses(
  kind: Vote["kind"],
  { ordering, faults, other }: Place,
  voters: readonly NodeId[],
): readonly Evidence[] {
  const last = voters.slice(-1);
  const all = votes(kind, ordering, voters.slice(0, -1));
  const { view, sequence } = ordering;
  const instead: readonly (readonly [string, Ordering])[] = [
    ["is for another digest", { ...ordering, digest: digestOf(other) }],
    ["is of a later view", { ...ordering, view: view + 1 }],
    ["is of a view with the same primary", { ...ordering, view: view + 3 * faults + 1 }],
    ["is for another number", { ...ordering, sequence: sequence + 1 }],
  ];
  return [
    { log: all, because: "it lacks one vote." },
    { log: [...all, ...all], because: "some votes came twice." },
    ...instead.map(([what, wrong]) => ({
      log: [...all, ...votes(kind, wrong, last)],
      because: `one of the votes ${what}.`,
    })),
    {
      log: [...all, ...votes(kind === "prepare" ? "commit" : "prepare", ordering, last)],
      because: `one of the votes is no ${kind}.`,
    },
  ];
}

/** Just enough prepares; of a later place, replica 0 may be among the backups. */
const prepares = ({ ordering, backups, faults }: Place, more = 0): readonly Vote[] =>
  votes("prepare", ordering, backups.slice(0, 2 * faults + more));

const isPrepared: BackupCase = {
  name: "takes for prepared what its primary has ordered and 2f backups stand by",
  points: 1,
  why: "With the primary they are a quorum, and no other quorum can stand by anything else there. Prepares may come before the pre-prepare, or twice.",
  run: judged("isPrepared", true, (here, random) => [
    { log: [prePrepare(here), ...prepares(here)], because: "nothing is missing." },
    {
      log: [prePrepare(here), ...prepares(here), ...prepares(here).slice(0, 1), ...noise(random, here)],
      because: "nothing is missing, whatever else there is.",
    },
    { log: [prePrepare(here), ...prepares(here, 1)], because: "all backups stand by it." },
  ]),
};

const isNotPrepared: BackupCase = {
  name: "takes nothing for prepared with fewer backups, or with votes that do not match",
  points: 2,
  why: "One of them may lie. With one vote less, another quorum may have settled on something else.",
  run: judged("isPrepared", false, (here) => {
    const { backups, faults, primary, ordering } = here;
    const ordered = prePrepare(here);
    const enough = backups.slice(0, 2 * faults);
    return [
      ...nearMisses("prepare", here, enough).map(({ log, because }) => ({ log: [ordered, ...log], because })),
      {
        log: [ordered, ...votes("prepare", ordering, [primary, ...enough.slice(1)])],
        because: "the primary's prepare is no second voice beside its pre-prepare.",
      },
    ];
  }),
};

const isNotOrdered: BackupCase = {
  name: "takes nothing for prepared without its own pre-prepare of it",
  points: 1,
  why: "The others say that they have it. This backup does not know what the digest stands for.",
  run: judged("isPrepared", false, (here) => {
    const { view, sequence, other, faults } = here;
    const voted = prepares(here, 1);
    return [
      { log: voted, because: "there is no pre-prepare." },
      {
        log: [prePrepare({ ...here, batch: other }), ...voted],
        because: "the pre-prepare is for something else.",
      },
      {
        log: [prePrepare(here, { view: view - 1, replica: primaryOf(view - 1, faults) }), ...voted],
        because: "the pre-prepare is of another view.",
      },
      {
        log: [prePrepare(here, { sequence: sequence + 1 }), ...voted],
        because: "the pre-prepare is for another number.",
      },
    ];
  }),
};

const isCommitted: BackupCase = {
  name: "takes for committed what has prepared and 2f + 1 say so",
  points: 1,
  why: "Its own commit counts, and the primary's: it has not said that before.",
  run: judged("isCommittedLocal", true, (here, random) => {
    const { backups, primary, ordering, faults } = here;
    const log = [prePrepare(here), ...prepares(here)];
    return [
      {
        log: [...log, ...votes("commit", ordering, [primary, ...backups.slice(-2 * faults)])],
        because: "a quorum with the primary in it says so.",
      },
      {
        log: [...log, ...noise(random, here), ...votes("commit", ordering, backups.slice(0, 2 * faults + 1))],
        because: "a quorum says so.",
      },
    ];
  }),
};

const isNotCommitted: BackupCase = {
  name: "takes nothing for committed with fewer commits, or with some that do not match",
  points: 2,
  why: "Prepared means that nothing else can be here in this view. Committed means that the next view will know of it, too.",
  run: judged("isCommittedLocal", false, (here) => {
    const log = [prePrepare(here), ...prepares(here, 1)];
    return nearMisses("commit", here, [here.primary, ...here.backups.slice(0, 2 * here.faults)]).map(
      (one) => ({ log: [...log, ...one.log], because: one.because }),
    );
  }),
};

const isNotBoth: BackupCase = {
  name: "takes nothing for committed that has not prepared here",
  points: 1,
  why: "The definition asks for both: what others have is no part of this replica's log.",
  run: judged("isCommittedLocal", false, (here) => {
    const { ordering, primary, backups, faults } = here;
    const all = votes("commit", ordering, [primary, ...backups]);
    return [
      {
        log: [prePrepare(here), ...votes("prepare", ordering, backups.slice(0, 2 * faults - 1)), ...all],
        because: "a prepare is missing.",
      },
      { log: [...prepares(here, 1), ...all], because: "the pre-prepare is missing." },
    ];
  }),
};

/** *prepared* and *committed-local* (Castro and Liskov, section 4.2). */
export const agreeing: readonly BackupCase[] = [
  isPrepared,
  isNotPrepared,
  isNotOrdered,
  isCommitted,
  isNotCommitted,
  isNotBoth,
];
