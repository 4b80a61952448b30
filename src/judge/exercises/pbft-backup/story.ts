import { milliseconds } from "../../../core/index.ts";
import { equivocating, silent, type Faulty } from "../../../protocols/byzantine/index.ts";
import { pbftLies, pbftPhrases } from "../../../protocols/pbft/index.ts";
import { pbftAmongLiars, resolutions, type AmongLiars, type Resolving } from "../../../scenarios/index.ts";
import { evening } from "../../evening.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { PbftBackupModule } from "./port.ts";
import { rulesOf } from "./rules.ts";

type BackupCase = Case<PbftBackupModule>;

const names = ["Bandra", "Kurla", "Andheri", "Dadar"] as const;
const [kurla, andheri, dadar] = [1, 2, 3] as const;

/** To whom Bandra says what, who leads view 0 and lies: enough to divide the others, if they let themselves be divided. */
const says: Readonly<Record<string, readonly number[]>> = {
  drains: [andheri, dadar],
  pumps: [kurla, dadar],
  commit: [andheri],
  "view-change": [kurla],
};

/**
 * Andheri is the one that may execute something; Kurla and Dadar lose patience, and Kurla begins view 1. What anybody else
 * hears besides makes no difference to these three.
 */
const divided: Omit<AmongLiars, "rules"> = {
  names,
  liars: 1,
  plans: ["drains", "pumps"],
  numbers: 1,
  views: 2,
  impatient: [kurla, dadar],
  said: ({ to, message }) =>
    says[message.kind === "pre-prepare" ? message.batch[0]!.operation : message.kind]?.includes(to) === true,
  arrives: ({ to, message }) =>
    message.kind === "commit"
      ? to === andheri
      : message.kind === "view-change"
        ? to === kurla
        : message.kind !== "new-view" || to !== andheri,
};

const carriesOver: BackupCase = {
  name: "forgets nothing in view 1 that has been executed in view 0, in any run with a lying primary",
  points: 3,
  why: "Andheri has paid for the drains. If Kurla’s view begins without them, the others pay for something else.",
  run: (module) => exhaust(pbftAmongLiars({ ...divided, rules: rulesOf(module) }), pbftPhrases),
};

const plans = ["drains", "pumps", "roads", "lights"];

const goesOn: BackupCase = {
  name: "answers everybody, though the first primary says two things, or nothing",
  points: 2,
  why: "Nobody is to be robbed by a liar, nor to wait for it for ever.",
  run: (module, random) => {
    const seed = random.integer(1, 1_000_000);
    const motions = plans.map((plan, nth) => ({
      plan,
      node: 1 + (nth % 3),
      at: milliseconds(1 + 300 * nth),
    }));
    const lies = pbftLies<readonly string[], string, string>();
    const primaries: readonly { readonly how: string; readonly faulty: Faulty<Resolving> }[] = [
      {
        how: "says different things to different backups",
        faulty: { 0: equivocating(lies, [andheri, dadar]) },
      },
      { how: "says nothing", faulty: { 0: silent() } },
    ];
    for (const { how, faulty } of primaries) {
      const finding = evening(`On the evening on which Bandra, the first primary, ${how}`, () => {
        const { summary } = resolutions.run({
          seed,
          motions,
          faulty,
          rules: rulesOf(module),
          checkpointEvery: 2,
          untilTime: milliseconds(4_000),
        });
        if (summary.problem !== null) return summary.problem;
        const waiting = plans.filter((plan) => !summary.answers.some((answer) => answer.plan === plan));
        return waiting.length === 0 ? null : `whoever moved ${waiting.join(" and ")} is never answered.`;
      });
      if (finding !== null) return finding;
    }
    return null;
  },
};

export const story: readonly BackupCase[] = [goesOn, carriesOver];
