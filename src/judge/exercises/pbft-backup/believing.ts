import { nodes, type Random } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { show } from "../../told.ts";
import { faultCounts } from "./occasions.ts";
import { newView, viewChanges, type Quorum } from "./new-views.ts";
import type { Certificate, NewView, Order, PbftBackupModule, ViewChange } from "./port.ts";
import { primaryOf } from "./right.ts";

type BackupCase = Case<PbftBackupModule>;

interface Claim {
  readonly claim: NewView;
  readonly because: string;
}

const judged = (
  isSound: boolean,
  draw: (quorum: Quorum, random: Random) => readonly Claim[],
): BackupCase["run"] =>
  occasions<PbftBackupModule, readonly (Claim & { readonly faults: number })[]>(
    (random) =>
      faultCounts.flatMap((faults) =>
        draw(viewChanges(random, faults), random).map((claim) => ({ ...claim, faults })),
      ),
    isSound ? 3 : 2,
  )((module, claims) => {
    const wrong = claims.find(({ claim, faults }) => module.isJustified(claim, faults) !== isSound);
    return wrong === undefined
      ? null
      : {
          sentence: `With ${wrong.faults === 1 ? "one fault" : `${wrong.faults} faults`}, isJustified is ${!isSound} of a new view in which ${wrong.because} (${show(wrong.claim, 400)})`,
        };
  });

const believesSound: BackupCase = {
  name: "enters a new view that is as it should be",
  points: 1,
  why: "A backup that believes nobody stands still for ever.",
  run: judged(true, (quorum) => [
    { claim: newView(quorum), because: "all is as it should be." },
    {
      claim: newView({ ...quorum, viewChanges: quorum.viewChanges.map((one) => ({ ...one, prepared: [] })) }),
      because: "nothing has prepared at anybody.",
    },
  ]),
};

const ordersFollow: BackupCase = {
  name: "enters none whose orders do not follow from its view changes",
  points: 2,
  why: "The new primary may lie as well. Everybody has the same signed messages, and can do the sum again.",
  run: judged(false, (quorum, random) => {
    const sound = newView(quorum);
    const { orders } = sound;
    const at = random.integer(0, orders.length - 1);
    const gap = orders.findIndex(({ digest }) => digest === null);
    const last = orders.at(-1)!;
    const changed = (nth: number, change: Partial<Order>): readonly Order[] =>
      orders.map((order, place) => (place === nth ? { ...order, ...change } : order));
    const claims: readonly (readonly [string, readonly Order[]])[] = [
      ["something else is ordered than has prepared.", changed(orders.length - 1, { digest: "00000000" })],
      ["what has prepared has become a null request.", changed(orders.length - 1, { digest: null })],
      ["there is something instead of a null request.", changed(gap, { digest: "00000000" })],
      ["there is one order more than follows.", [...orders, { ...last, sequence: last.sequence + 1 }]],
      ["the last order is missing.", orders.slice(0, -1)],
      ["one of the numbers is wrong.", changed(at, { sequence: orders[at]!.sequence + 7 })],
      ["nothing is ordered.", []],
    ];
    return claims.map(([because, wrong]) => ({ claim: { ...sound, orders: wrong }, because }));
  }),
};

const quorumAsks: BackupCase = {
  name: "enters none but of its own primary, with view changes of 2f + 1 replicas for that view",
  points: 2,
  why: "With fewer, all who know what has been executed may be missing; and one liar can ask as often as it likes.",
  run: judged(false, (quorum, random) => {
    const { faults, view } = quorum;
    const sound = newView(quorum);
    const primary = primaryOf(view, faults);
    const impostor = random.pick(nodes(3 * faults + 1).filter((node) => node !== primary));
    const few = quorum.viewChanges.slice(0, 2 * faults);
    const with_ = (changes: readonly ViewChange[]): NewView => newView({ ...quorum, viewChanges: changes });
    const last = quorum.viewChanges[2 * faults]!;
    return [
      { claim: { ...sound, replica: impostor }, because: `replica ${impostor} begins view ${view}.` },
      { claim: with_(few), because: "one view change is missing." },
      { claim: with_([...few, few[0]!]), because: "one replica asks twice." },
      { claim: with_([...few, { ...last, view: view + 1 }]), because: "one has asked for the next view." },
      {
        claim: with_([...few, { ...last, view: view - 1, prepared: [] }]),
        because: "one has asked for the view before.",
      },
    ];
  }),
};

const certificatesProve: BackupCase = {
  name: "enters none with certificates that do not prove what they say",
  points: 2,
  why: "Signatures show who has said something, not that it is true. A liar reports what never prepared, and the new view orders it.",
  run: judged(false, (quorum, random) => {
    const { faults, view } = quorum;
    const place = quorum.viewChanges.findIndex(({ prepared }) => prepared.length > 0);
    const reporter = quorum.viewChanges[place]!;
    const first = reporter.prepared[0]!;
    const reporting = (prepared: readonly Certificate[]): NewView =>
      newView({
        ...quorum,
        viewChanges: quorum.viewChanges.map((one, nth) => (nth === place ? { ...one, prepared } : one)),
      });
    const withFirst = (change: Partial<Certificate>): NewView =>
      reporting([{ ...first, ...change }, ...reporter.prepared.slice(1)]);
    const few = first.backups.slice(0, 2 * faults - 1);
    const later = random.integer(1, 5);
    const backupsOf = (of: number): readonly number[] =>
      nodes(3 * faults + 1).filter((node) => node !== primaryOf(of, faults));
    return [
      { claim: withFirst({ backups: few }), because: "a certificate lacks a backup." },
      { claim: withFirst({ backups: [...few, few[0]!] }), because: "a certificate names one backup twice." },
      {
        claim: withFirst({ backups: [...few, primaryOf(first.view, faults)].sort((a, b) => a - b) }),
        because: "a certificate counts the primary among the backups.",
      },
      {
        claim: withFirst({ view, backups: backupsOf(view) }),
        because: "something has prepared in the view that is to begin.",
      },
      {
        claim: withFirst({ view: view + later, backups: backupsOf(view + later) }),
        because: "something has prepared in a view that is to come.",
      },
      {
        claim: reporting([{ ...first, sequence: reporter.stable }]),
        because: "a certificate is of what the checkpoint of the same replica covers.",
      },
      {
        claim: reporting([...reporter.prepared, { ...first, digest: "00000000" }]),
        because: "one replica reports two things for one number.",
      },
    ];
  }),
};

/** Section 4.4: verified, not believed. */
export const believing: readonly BackupCase[] = [believesSound, ordersFollow, quorumAsks, certificatesProve];
