import type { Random } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { expected, show } from "../../told.ts";
import { viewChanges } from "./new-views.ts";
import { place, placeOf, prePrepare, votes, whats, type Place } from "./occasions.ts";
import type { Log, PbftBackupModule, ViewChange } from "./port.ts";
import { primaryOf, rightBackup as right } from "./right.ts";

type BackupCase = Case<PbftBackupModule>;

interface Report {
  readonly log: Log;
  readonly stable: number;
  readonly faults: number;
}

const reports = (draw: (here: Place, random: Random) => Omit<Report, "faults">): BackupCase["run"] =>
  occasions<PbftBackupModule, Report>((random) => {
    const here = place(random);
    return { faults: here.faults, ...draw(here, random) };
  })((module, { log, stable, faults }) =>
    expected(
      `A view change with ${faults === 1 ? "one fault" : `${faults} faults`} and the stable checkpoint ${stable}, of a log with ${whats(log)}. What it reports:`,
      module.certificates(log, stable, faults),
      right.certificates(log, stable, faults),
    ),
  );

/** A place that has prepared, or lacks one prepare for it. */
function agreed(random: Random, here: Place, { isPrepared = true } = {}): Log {
  const { ordering, backups, faults, primary } = here;
  const voters = isPrepared
    ? backups.slice(0, 2 * faults + random.integer(0, 1))
    : backups.slice(1, 2 * faults);
  const twice = voters.slice(0, 1);
  return [prePrepare(here), ...votes("prepare", ordering, [...voters, ...twice, primary])];
}

const reportsPrepared: BackupCase = {
  name: "reports what has prepared above its stable checkpoint, with all who prove it",
  points: 2,
  why: "Somebody may have executed it. If it is not reported, the next view may order something else there.",
  run: reports((here, random) => {
    const stable = random.integer(3, 9);
    const numbers = random.shuffle([stable - 1, stable, stable + 1, stable + 2, stable + 12]);
    const log = numbers.flatMap((sequence) =>
      agreed(random, placeOf(random, { ...here, sequence }), { isPrepared: random.chance(0.75) }),
    );
    return { stable, log: random.chance(0.5) ? log : random.shuffle(log) };
  }),
};

const reportsLatest: BackupCase = {
  name: "reports of one number the latest view in which it prepared",
  points: 2,
  why: "Later views have taken into account what prepared before. And in the last one it may have been ordered, and not have prepared.",
  run: reports((here, random) => {
    const { view, sequence, batch, other } = here;
    const at = (later: number, words: readonly string[], number = sequence): Place =>
      placeOf(random, { ...here, view: view + later, sequence: number, batch: words });
    const parts = [
      agreed(random, at(0, batch)),
      agreed(random, at(1, other)),
      agreed(random, at(2, ["hospital"]), { isPrepared: false }),
      // Another number, settled in the first of these views.
      agreed(random, at(0, ["hospital"], sequence + 1)),
      // And one that was ordered again in the second, where others stood by it.
      agreed(random, at(0, ["lights"], sequence + 2)),
      agreed(random, at(1, ["lights"], sequence + 2)),
    ];
    return { stable: sequence - 1, log: random.shuffle(parts).flat() };
  }),
};

const orders = (draw: (random: Random) => readonly ViewChange[]): BackupCase["run"] =>
  occasions<PbftBackupModule, readonly ViewChange[]>(draw)((module, changes) =>
    expected(
      `A new view with the view changes ${changes.map(told).join("; ")}. What it orders:`,
      module.ordersOf(changes),
      right.ordersOf(changes),
    ),
  );

const told = ({ replica, stable, prepared }: ViewChange): string =>
  `of ${replica}, stable ${stable}, with ${prepared.length === 0 ? "nothing prepared" : prepared.map(({ view, sequence, digest }) => `${digest} prepared at ${view}/${sequence}`).join(" and ")}`;

const ordersAll: BackupCase = {
  name: "orders in a new view what has prepared at anybody, and null requests between",
  points: 2,
  why: "One report is enough: the others may just not have seen it prepare. Where nobody has, nothing can have been executed, and what comes after must not wait for it.",
  run: orders((random) => viewChanges(random).viewChanges),
};

const ordersLatest: BackupCase = {
  name: "orders what prepared in the latest view, whoever reports it",
  points: 1,
  why: "Two may report the drains of an earlier view. The one that reports the pumps of a later one knows better.",
  run: orders((random) => {
    const here = place(random);
    const { faults, view, sequence, batch, other, backups } = here;
    const proof = (later: number, words: readonly string[]) => ({
      view: view + later,
      sequence,
      digest: digestOf(words),
      backups: backups.filter((node) => node !== primaryOf(view + later, faults)).toSorted((a, b) => a - b),
    });
    const [early, late] = [proof(0, batch), proof(1, other)];
    const changes = backups.slice(0, 2 * faults + 1).map((replica, nth) => ({
      view: view + 3,
      replica,
      stable: sequence - 1,
      prepared: [nth === 0 ? late : early],
    }));
    return random.shuffle(changes);
  }),
};

const ordersNothing: BackupCase = {
  name: "orders nothing where there is nothing to take up",
  points: 1,
  why: "What is below the latest stable checkpoint is executed and proved, whoever still reports it.",
  run: occasions<PbftBackupModule, readonly ViewChange[]>((random) => {
    const { viewChanges: changes } = viewChanges(random);
    const most = Math.max(0, ...changes.flatMap(({ prepared }) => prepared.map(({ sequence }) => sequence)));
    const stable = most + random.integer(0, 2);
    return changes.map((one, nth) => (nth === 1 ? { ...one, stable, prepared: [] } : one));
  }, 6)((module, changes) => {
    const got = module.ordersOf(changes);
    return got.length === 0
      ? null
      : {
          sentence: `A new view with the view changes ${changes.map(told).join("; ")} orders ${show(got)}; there is nothing to order.`,
        };
  }),
};

/** Section 4.4: P and O. */
export const reporting: readonly BackupCase[] = [
  reportsPrepared,
  reportsLatest,
  ordersAll,
  ordersLatest,
  ordersNothing,
];
