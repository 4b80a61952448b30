import type { Random } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { faultCounts, noise, place, prePrepare, votes, whats, type Place } from "./occasions.ts";
import type { Backup, PbftBackupModule, PrePrepare } from "./port.ts";
import { primaryOf } from "./right.ts";

type BackupCase = Case<PbftBackupModule>;

interface Proposal {
  readonly backup: Backup;
  readonly message: PrePrepare;
  readonly because: string;
}

/** A backup in the view of the place, which lies between its water marks. */
function backupAt(random: Random, { faults, view, sequence }: Place): Backup {
  const logSize = random.integer(2, 20);
  const low = Math.max(0, sequence - random.pick([1, logSize, random.integer(1, logSize)]));
  return { faults, view, isActive: true, low, logSize, log: [] };
}

const judged = (
  isAcceptable: boolean,
  draw: (here: Place, backup: Backup, random: Random) => readonly Proposal[],
): BackupCase["run"] =>
  occasions<PbftBackupModule, readonly Proposal[]>(
    (random) =>
      faultCounts.flatMap((faults) => {
        const here = place(random, faults);
        return draw(here, backupAt(random, here), random);
      }),
    isAcceptable ? 5 : 2,
  )((module, proposals) => {
    const wrong = proposals.find(({ backup, message }) => module.mayAccept(backup, message) !== isAcceptable);
    if (wrong === undefined) return null;
    const { backup, message, because } = wrong;
    const { view, low, logSize, faults, isActive, log } = backup;
    return {
      sentence:
        `A backup in view ${view}${isActive ? "" : ", which has not begun"}, with ${faults} ${faults === 1 ? "fault" : "faults"}, water marks ${low} and ${low + logSize}, and in its log ${whats(log)}, ` +
        `${isAcceptable ? "should accept" : "should not accept"} ${whats([message])}: ${because}`,
    };
  });

const accepts: BackupCase = {
  name: "accepts what its primary orders between the water marks",
  points: 2,
  why: "What is refused without need has to wait for another view. Others may vote as they like, and what was ordered in other views or at other numbers is another matter.",
  run: judged(true, (here, backup, random) => [
    { backup, message: prePrepare(here), because: "nothing speaks against it." },
    {
      backup: { ...backup, log: noise(random, here) },
      message: prePrepare(here),
      because: "nothing in its log was ordered by this primary in this place.",
    },
    {
      backup: { ...backup, log: [...noise(random, here), prePrepare(here)] },
      message: prePrepare(here),
      because: "it is the same again, and messages may come twice.",
    },
  ]),
};

const otherView: BackupCase = {
  name: "accepts nothing of another view, of anybody but the primary, or while it waits for a view",
  points: 2,
  why: "In each view one replica orders, and it is known which. Whoever else orders something wants to be believed and should not be.",
  run: judged(false, (here, backup, random) => {
    const { faults, view, backups } = here;
    const cycle = 3 * faults + 1;
    return [
      ...[view + cycle, view + 1, Math.max(0, view - cycle), view - 1]
        .filter((other) => other !== view)
        .map((other) => ({
          backup,
          message: prePrepare(here, { view: other, replica: primaryOf(other, faults) }),
          because: "it is of another view.",
        })),
      ...[random.pick(backups), (here.primary + 1) % cycle].map((replica) => ({
        backup,
        message: prePrepare(here, { replica }),
        because: `replica ${here.primary} leads view ${view}.`,
      })),
      {
        backup: { ...backup, isActive: false },
        message: prePrepare(here),
        because: "until a new view begins there is nothing new.",
      },
    ];
  }),
};

const waterMarks: BackupCase = {
  name: "accepts nothing outside the water marks",
  points: 1,
  why: "What is stable is settled; and a primary that uses up all numbers at once would fill everybody's memory.",
  run: judged(false, (here, backup, random) => {
    const low = here.sequence + random.integer(1, 5);
    const { logSize } = backup;
    return [low - 1, low, low + logSize + 1, low + logSize + random.integer(2, 1_000)].map((sequence) => ({
      backup: { ...backup, low },
      message: prePrepare(here, { sequence }),
      because: `${low} is the low water mark, and ${low + logSize} the high one.`,
    }));
  }),
};

const digests: BackupCase = {
  name: "accepts no digest of something else",
  points: 1,
  why: "Others would vote for a digest and execute something else.",
  run: judged(false, (here, backup) => [
    {
      backup,
      message: prePrepare(here, { digest: digestOf(here.other) }),
      because: `the digest is that of ${here.other[0]}, the batch is ${here.batch[0]}.`,
    },
  ]),
};

const noSecond: BackupCase = {
  name: "accepts nothing else where it has accepted something",
  points: 2,
  why: "The primary tells one half drains and the other half pumps. A backup that stands by both makes a quorum for each.",
  run: judged(false, (here, backup, random) => {
    const standing = prePrepare({ ...here, batch: here.other });
    const log = [...noise(random, here), standing, ...votes("prepare", standing, here.backups.slice(0, 1))];
    return [
      {
        backup: { ...backup, log: random.chance(0.5) ? log : [standing] },
        message: prePrepare(here),
        because: `it stands by ${here.other[0]} in this place.`,
      },
    ];
  }),
};

/** Castro and Liskov, *Practical Byzantine Fault Tolerance* (1999), section 4.2. */
export const accepting: readonly BackupCase[] = [accepts, otherView, waterMarks, digests, noSecond];
