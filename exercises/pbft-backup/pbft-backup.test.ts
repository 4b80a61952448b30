import { createRandom, milliseconds, type NodeId } from "paxoslab/core";
import { byzantineGroup, digestOf, equivocating, silent, withFaulty } from "paxoslab/protocols/byzantine";
import {
  pbft,
  pbftLies,
  type Entry,
  type NewView as RealNewView,
  type Pbft,
  type Rules,
  type ViewChange as RealViewChange,
} from "paxoslab/protocols/pbft";
import { keyValueStore, type KeyValueCommand, type KeyValueState } from "paxoslab/protocols/services";
import { calmNetwork, simulate, type Scheduled } from "paxoslab/sim";
import { describe, expect, test } from "vitest";
import {
  certificates,
  isCommittedLocal,
  isJustified,
  isPrepared,
  mayAccept,
  ordersOf,
  type Backup,
  type Certificate,
  type Log,
  type NewView,
  type Ordering,
  type PrePrepare,
  type ViewChange,
  type Vote,
} from "#exercise/pbft-backup/pbft-backup.ts";

const plan = (batch: readonly string[]): string => digestOf(batch);
const [drains, pumps] = [plan(["drains"]), plan(["pumps"])];

/** In view 0, where replica 0 is the primary, at sequence number 1, unless said otherwise. */
function prePrepare(batch: readonly string[], change: Partial<PrePrepare> = {}): PrePrepare {
  const { view = 0 } = change;
  return { kind: "pre-prepare", view, sequence: 1, digest: plan(batch), batch, replica: view % 4, ...change };
}
const votes = (
  kind: Vote["kind"],
  digest: string,
  replicas: readonly NodeId[],
  change: Partial<Ordering> = {},
): readonly Vote[] => replicas.map((replica) => ({ kind, view: 0, sequence: 1, digest, replica, ...change }));
const prepares = (digest: string, replicas: readonly NodeId[], change: Partial<Ordering> = {}) =>
  votes("prepare", digest, replicas, change);
const commits = (digest: string, replicas: readonly NodeId[], change: Partial<Ordering> = {}) =>
  votes("commit", digest, replicas, change);

describe("accepting a pre-prepare", () => {
  const backup: Backup = { faults: 1, view: 0, isActive: true, low: 0, logSize: 8, log: [] };

  test("from the primary of the view, between the water marks, with a digest that fits", () => {
    expect(mayAccept(backup, prePrepare(["drains"])), "Nothing speaks against it.").toBe(true);
    expect(
      mayAccept({ ...backup, view: 5 }, prePrepare(["drains"], { view: 5 })),
      "View 5 is led by replica 1, and it says so.",
    ).toBe(true);
  });

  test("of no other view", () => {
    for (const view of [4, 8]) {
      expect(
        mayAccept({ ...backup, view: 4 }, prePrepare(["drains"], { view: view === 4 ? 0 : 8 })),
        "The backup is in view 4. Replica 0 leads views 0, 4 and 8, but this is not about view 4.",
      ).toBe(false);
    }
  });

  test("from nobody else", () => {
    for (const replica of [1, 2, 3]) {
      expect(
        mayAccept(backup, prePrepare(["drains"], { replica })),
        `View 0 is led by replica 0, and replica ${replica} has signed this.`,
      ).toBe(false);
    }
    expect(
      mayAccept({ ...backup, view: 6 }, prePrepare(["drains"], { view: 6, replica: 2 })),
      "6 mod 4 is 2.",
    ).toBe(true);
    expect(
      mayAccept({ ...backup, faults: 2, view: 6 }, prePrepare(["drains"], { view: 6, replica: 6 })),
      "With two faults there are seven replicas, and 6 mod 7 is 6.",
    ).toBe(true);
  });

  test("not while it waits for its view to begin", () => {
    expect(
      mayAccept({ ...backup, isActive: false }, prePrepare(["drains"])),
      "It has asked for this view, and said what must not be forgotten. Until a new view takes that up, nothing new.",
    ).toBe(false);
  });

  test("between the water marks only", () => {
    const later: Backup = { ...backup, low: 16, logSize: 8 };
    for (const [sequence, isBetween] of [
      [15, false],
      [16, false],
      [17, true],
      [24, true],
      [25, false],
      [1e9, false],
    ] as const) {
      expect(
        mayAccept(later, prePrepare(["drains"], { sequence })),
        `The last stable checkpoint is 16 and the log takes 8: from 17 to 24. What of ${sequence}?`,
      ).toBe(isBetween);
    }
  });

  test("not with the digest of something else", () => {
    expect(
      mayAccept(backup, prePrepare(["drains"], { digest: pumps })),
      "The digest is that of the pumps, the batch is the drains. Others would vote for a digest and execute something else.",
    ).toBe(false);
  });

  test("no second one in the same place with another digest", () => {
    const standing: Backup = { ...backup, log: [prePrepare(["drains"]), ...prepares(drains, [1])] };
    expect(
      mayAccept(standing, prePrepare(["pumps"])),
      "It stands by the drains at view 0, number 1, and has told the others so. A primary that now says pumps is lying.",
    ).toBe(false);
    expect(
      mayAccept(standing, prePrepare(["drains"])),
      "The same again is no lie: messages may come twice.",
    ).toBe(true);
    expect(mayAccept(standing, prePrepare(["pumps"], { sequence: 2 })), "Number 2 is free.").toBe(true);
  });

  test("what it stood by in another view does not count, and votes alone do not either", () => {
    const log: Log = [prePrepare(["drains"]), ...prepares(pumps, [2, 3], { view: 1 })];
    expect(
      mayAccept({ ...backup, view: 1, log }, prePrepare(["pumps"], { view: 1 })),
      "The drains were ordered there in view 0. In view 1, only the new view decides what goes on.",
    ).toBe(true);
    expect(
      mayAccept({ ...backup, view: 1, log }, prePrepare(["drains"], { view: 1 })),
      "Others have voted for the pumps in view 1, of which this backup has no pre-prepare; it may stand by the drains.",
    ).toBe(true);
  });
});

describe("prepared", () => {
  const at: Ordering = { view: 0, sequence: 1, digest: drains };
  const ordered = prePrepare(["drains"]);

  test("the pre-prepare, and 2f prepares of different backups", () => {
    expect(
      isPrepared([ordered, ...prepares(drains, [1, 2])], at, 1),
      "With the primary, three of four stand by the drains.",
    ).toBe(true);
    expect(
      isPrepared([ordered, ...prepares(drains, [1])], at, 1),
      "The primary and one backup: of these two one may lie.",
    ).toBe(false);
    expect(
      isPrepared([...prepares(drains, [1, 2]), ordered], at, 1),
      "Prepares may come before the pre-prepare: they have not travelled with it.",
    ).toBe(true);
  });

  test("with two faults it takes four", () => {
    expect(isPrepared([ordered, ...prepares(drains, [1, 2, 3])], at, 2), "Three are too few.").toBe(false);
    expect(isPrepared([ordered, ...prepares(drains, [6, 5, 4, 3])], at, 2), "Any four backups will do.").toBe(
      true,
    );
  });

  test("not without the pre-prepare", () => {
    expect(
      isPrepared(prepares(drains, [1, 2, 3]), at, 1),
      "Three say that they have it. This backup has not, and does not even know what the digest stands for.",
    ).toBe(false);
    expect(
      isPrepared([prePrepare(["pumps"]), ...prepares(drains, [1, 2, 3])], at, 1),
      "Its own pre-prepare is for the pumps.",
    ).toBe(false);
  });

  test("each backup once", () => {
    expect(
      isPrepared([ordered, ...prepares(drains, [2, 2, 2])], at, 1),
      "Three messages, but all of them from backup 2.",
    ).toBe(false);
  });

  test("the primary's prepare is its pre-prepare", () => {
    expect(
      isPrepared([ordered, ...prepares(drains, [0, 1])], at, 1),
      "Replica 0 is the primary. If it sends a prepare as well, it is still one replica.",
    ).toBe(false);
    expect(
      isPrepared(
        [prePrepare(["drains"], { view: 5 }), ...prepares(drains, [0, 2], { view: 5 })],
        { ...at, view: 5 },
        1,
      ),
      "In view 5 the primary is replica 1, and replica 0 is a backup like any other.",
    ).toBe(true);
  });

  test("what does not match does not count", () => {
    for (const [what, other] of [
      ["for another digest", prepares(pumps, [2])],
      ["of another view", prepares(drains, [2], { view: 1 })],
      ["for another number", prepares(drains, [2], { sequence: 2 })],
      ["a commit", commits(drains, [2])],
    ] as const) {
      expect(
        isPrepared([ordered, ...prepares(drains, [1]), ...other], at, 1),
        `One prepare matches, the other is ${what}.`,
      ).toBe(false);
    }
    expect(
      isPrepared([prePrepare(["drains"], { view: 4 }), ...prepares(drains, [1, 2])], at, 1),
      "The pre-prepare is of view 4, the prepares of view 0.",
    ).toBe(false);
  });
});

describe("committed-local", () => {
  const at: Ordering = { view: 0, sequence: 1, digest: drains };
  const prepared: Log = [prePrepare(["drains"]), ...prepares(drains, [1, 2])];

  test("prepared, and 2f + 1 commits of different replicas, its own among them", () => {
    expect(isCommittedLocal([...prepared, ...commits(drains, [0, 1, 2])], at, 1), "Three of four.").toBe(
      true,
    );
    expect(
      isCommittedLocal([...prepared, ...commits(drains, [1, 2])], at, 1),
      "Two commits: one may be a lie, and one replica alone may be silent when the view changes.",
    ).toBe(false);
    expect(isCommittedLocal(prepared, at, 1), "Prepared only: nobody else may know.").toBe(false);
  });

  test("a primary's commit counts: it has not said that before", () => {
    expect(isCommittedLocal([...prepared, ...commits(drains, [0, 1, 3])], at, 1), "Replicas 0, 1, 3.").toBe(
      true,
    );
  });

  test("commits of a quorum are no use to one who has not prepared", () => {
    expect(
      isCommittedLocal(
        [prePrepare(["drains"]), ...prepares(drains, [1]), ...commits(drains, [0, 1, 2, 3])],
        at,
        1,
      ),
      "The definition asks for both. (What others have is proof, but this predicate is about this replica's log.)",
    ).toBe(false);
  });

  test("each replica once, and only what matches", () => {
    for (const [what, other] of [
      ["from the same replica again", commits(drains, [2])],
      ["for another digest", commits(pumps, [3])],
      ["of another view", commits(drains, [3], { view: 4 })],
      ["for another number", commits(drains, [3], { sequence: 2 })],
      ["a prepare", prepares(drains, [3])],
    ] as const) {
      expect(
        isCommittedLocal([...prepared, ...commits(drains, [1, 2]), ...other], at, 1),
        `Two commits match; the third is ${what}.`,
      ).toBe(false);
    }
  });
});

describe("what a view change reports", () => {
  const roads = plan(["roads"]);

  test("what has prepared above the last stable checkpoint, with the backups that prove it", () => {
    const log: Log = [
      prePrepare(["drains"]),
      ...prepares(drains, [3, 1, 2, 1]),
      prePrepare(["pumps"], { sequence: 2 }),
      ...prepares(pumps, [1], { sequence: 2 }),
    ];
    expect(
      certificates(log, 0, 1),
      "The drains have prepared at number 1, by backups 1, 2 and 3. The pumps have not prepared.",
    ).toEqual([{ view: 0, sequence: 1, digest: drains, backups: [1, 2, 3] }]);
    expect(
      certificates(log, 1, 1),
      "Number 1 is part of a stable checkpoint: nobody needs proof of it.",
    ).toEqual([]);
  });

  test("the primary is none of the backups", () => {
    expect(
      certificates([prePrepare(["drains"]), ...prepares(drains, [0, 1, 2])], 0, 1),
      "Replica 0 led view 0.",
    ).toEqual([{ view: 0, sequence: 1, digest: drains, backups: [1, 2] }]);
  });

  test("of several views the latest in which it prepared", () => {
    const log: Log = [
      prePrepare(["pumps"], { view: 2 }),
      ...prepares(pumps, [0, 1], { view: 2 }),
      prePrepare(["drains"], { view: 1 }),
      ...prepares(drains, [2, 3], { view: 1 }),
      prePrepare(["roads"], { view: 3 }),
      ...prepares(roads, [0], { view: 3 }),
    ];
    expect(
      certificates(log, 0, 1),
      "The pumps prepared in view 2, after the drains in view 1. In view 3 the roads did not prepare.",
    ).toEqual([{ view: 2, sequence: 1, digest: pumps, backups: [0, 1] }]);
  });

  test("by ascending sequence number", () => {
    const log = [12, 2, 10].flatMap((sequence) => [
      ...prepares(drains, [1, 2], { sequence }),
      prePrepare(["drains"], { sequence }),
    ]);
    expect(
      certificates(log, 2, 1).map(({ sequence }) => sequence),
      "Of 12, 2 and 10, those above 2.",
    ).toEqual([10, 12]);
  });
});

const certificate = (sequence: number, digest: string, view = 0): Certificate => ({
  view,
  sequence,
  digest,
  backups: [0, 1, 2, 3].filter((replica) => replica !== view % 4).slice(-2),
});
const viewChange = (replica: NodeId, prepared: readonly Certificate[], stable = 0, view = 1): ViewChange => ({
  view,
  replica,
  stable,
  prepared,
});

describe("what a new view must order", () => {
  test("what has prepared at anybody", () => {
    expect(
      ordersOf([viewChange(1, []), viewChange(2, [certificate(1, drains)]), viewChange(3, [])]),
      "Only replica 2 has seen the drains prepare. They may have been executed by one who is not in this quorum.",
    ).toEqual([{ sequence: 1, digest: drains }]);
  });

  test("nothing, if nothing has", () => {
    expect(
      ordersOf([viewChange(1, []), viewChange(2, []), viewChange(3, [])]),
      "Nothing to take up.",
    ).toEqual([]);
  });

  test("a null request where nothing has prepared, but something has after it", () => {
    expect(
      ordersOf([
        viewChange(1, [certificate(3, pumps)]),
        viewChange(2, [certificate(1, drains)]),
        viewChange(3, []),
      ]),
      "At number 2 nothing has prepared at any of a quorum, so nothing has been executed there. But 3 waits for 2.",
    ).toEqual([
      { sequence: 1, digest: drains },
      { sequence: 2, digest: null },
      { sequence: 3, digest: pumps },
    ]);
  });

  test("of several, what prepared in the latest view, whoever reports it", () => {
    const [first, second] = [certificate(1, drains, 1), certificate(1, pumps, 2)];
    for (const [a, b] of [
      [first, second],
      [second, first],
    ] as const) {
      expect(
        ordersOf([viewChange(1, [a], 0, 3), viewChange(2, [b], 0, 3), viewChange(3, [first], 0, 3)]),
        "The pumps prepared in view 2, where what had been executed by view 1 was known. Two of three report the drains, and it does not matter.",
      ).toEqual([{ sequence: 1, digest: pumps }]);
    }
  });

  test("from after the latest stable checkpoint that is proved", () => {
    const changes = [
      viewChange(1, [certificate(7, drains), certificate(9, drains)], 4),
      viewChange(2, [certificate(10, pumps)], 8),
      viewChange(3, [certificate(2, pumps)]),
    ];
    expect(
      ordersOf(changes),
      "Up to 8 all is executed and proved, at replica 2. From 9 to 10, what has prepared.",
    ).toEqual([
      { sequence: 9, digest: drains },
      { sequence: 10, digest: pumps },
    ]);
    expect(
      ordersOf([viewChange(1, [certificate(2, drains)]), viewChange(2, [], 4), viewChange(3, [])]),
      "Number 2 is below the stable checkpoint 4: there is nothing left to order.",
    ).toEqual([]);
  });
});

describe("whether a new view is justified", () => {
  const viewChanges = [
    viewChange(1, [certificate(1, drains)]),
    viewChange(2, [certificate(3, pumps)]),
    viewChange(3, []),
  ];
  const orders = [
    { sequence: 1, digest: drains },
    { sequence: 2, digest: null },
    { sequence: 3, digest: pumps },
  ];
  const sound: NewView = { view: 1, replica: 1, viewChanges, orders };

  test("a quorum of view changes, and the orders that follow from them", () => {
    expect(isJustified(sound, 1), "All is as it should be.").toBe(true);
    expect(
      isJustified(
        { view: 1, replica: 1, orders: [], viewChanges: [3, 1, 2].map((one) => viewChange(one, [])) },
        1,
      ),
      "Nothing has prepared anywhere, so nothing is ordered. In whatever order the view changes are listed.",
    ).toBe(true);
  });

  test("another order than follows is a lie", () => {
    for (const [what, wrong] of [
      ["the drains are left out", [{ sequence: 1, digest: null }, ...orders.slice(1)]],
      ["the drains have become pumps", [{ sequence: 1, digest: pumps }, ...orders.slice(1)]],
      ["the null request is the pumps", [orders[0]!, { sequence: 2, digest: pumps }, orders[2]!]],
      ["there is something more", [...orders, { sequence: 4, digest: drains }]],
      ["the last one is missing", orders.slice(0, 2)],
      ["the numbers have moved", orders.map(({ sequence, digest }) => ({ sequence: sequence + 1, digest }))],
      ["there is nothing", []],
    ] as const) {
      expect(isJustified({ ...sound, orders: wrong }, 1), `A new view in which ${what}.`).toBe(false);
    }
  });

  test("only the primary of the view may begin it", () => {
    for (const replica of [0, 2, 3]) {
      expect(isJustified({ ...sound, replica }, 1), `View 1 is replica 1's, not ${replica}'s.`).toBe(false);
    }
  });

  test("a quorum of different replicas must have asked for it", () => {
    const two = viewChanges.slice(0, 2);
    expect(isJustified({ ...sound, viewChanges: two }, 1), "Two have asked for it; it takes three.").toBe(
      false,
    );
    expect(
      isJustified({ ...sound, viewChanges: [...two, two[1]!] }, 1),
      "Three view changes, but two of them from replica 2.",
    ).toBe(false);
    expect(
      isJustified({ ...sound, viewChanges: [...two, viewChange(3, [], 0, 2)] }, 1),
      "Replica 3 has asked for view 2, not for view 1.",
    ).toBe(false);
  });

  test("each certificate must prove what it says", () => {
    const withFirst = (change: Partial<Certificate>, stable = 0): NewView => {
      const claimed = { ...certificate(1, drains), ...change };
      const changed = [viewChange(1, [claimed], stable), ...viewChanges.slice(1)];
      return { ...sound, viewChanges: changed, orders: ordersOf(changed) };
    };
    expect(isJustified(withFirst({}), 1), "As it should be.").toBe(true);
    for (const [what, wrong] of [
      ["one backup does not prove that anything has prepared", withFirst({ backups: [2] })],
      ["the same backup twice is one backup", withFirst({ backups: [2, 2] })],
      ["replica 0 was the primary in view 0, so only one backup speaks", withFirst({ backups: [0, 2] })],
      [
        "in view 1 nothing can have prepared, for it is about to begin",
        withFirst({ view: 1, backups: [2, 3] }),
      ],
      ["nor in view 2", withFirst({ view: 2, backups: [1, 3] })],
      ["a stable checkpoint at 1 covers number 1", withFirst({}, 1)],
    ] as const) {
      expect(isJustified(wrong, 1), `Replica 1 reports the drains, but ${what}.`).toBe(false);
    }
    const both = [viewChange(1, [certificate(1, drains), certificate(1, pumps)]), ...viewChanges.slice(1)];
    expect(
      isJustified({ ...sound, viewChanges: both, orders: ordersOf(both) }, 1),
      "Replica 1 reports two things for number 1. It should report the later one.",
    ).toBe(false);
  });

  test("with two faults it takes five", () => {
    const change = (replica: NodeId): ViewChange => viewChange(replica, [], 0, 7);
    const quorum = [0, 2, 3, 5, 6].map(change);
    expect(
      isJustified({ view: 7, replica: 0, viewChanges: quorum, orders: [] }, 2),
      "Of seven replicas, number 0 leads view 7, and five have asked for it.",
    ).toBe(true);
    expect(
      isJustified({ view: 7, replica: 0, viewChanges: quorum.slice(1), orders: [] }, 2),
      "Four of seven are too few.",
    ).toBe(false);
  });
});

describe("in the real protocol", () => {
  type Desk = Pbft<KeyValueState, KeyValueCommand, string | null | boolean>;

  /** Four replicas and six requests; replica 0, which leads first, misbehaves. */
  function night(seed: number, isSilent: boolean) {
    const lies = pbftLies<KeyValueState, KeyValueCommand, string | null | boolean>();
    const protocol = pbft({
      group: byzantineGroup(4),
      service: keyValueStore,
      checkpointEvery: 2,
      rules: asRules(),
    });
    const schedule = [0, 1, 2, 3, 4, 5].map((nth): Scheduled<Desk> => {
      const command: KeyValueCommand = { kind: "append", key: "plan", value: `${nth}` };
      const request = {
        kind: "execute",
        client: 7 + (nth % 2),
        sequence: 1 + Math.floor(nth / 2),
        command,
      } as const;
      return {
        at: milliseconds(1 + 700 * Math.floor(nth / 2)),
        action: { kind: "request", node: 1 + (nth % 3), request },
      };
    });
    return simulate<Desk>({
      protocol: withFaulty(protocol, { 0: isSilent ? silent() : equivocating(lies, [2, 3]) }),
      nodes: 4,
      seed,
      network: calmNetwork,
      schedule,
      untilTime: milliseconds(5000),
      trace: "off",
    });
  }

  test.each([
    ["says different things to different backups", false],
    ["says nothing at all", true],
  ])("a primary that %s", (_, isSilent) => {
    const random = createRandom(9);
    for (let nth = 0; nth < 8; nth++) {
      const seed = random.integer(1, 1e6);
      const { decisions } = night(seed, isSilent);
      const ordered = new Map<number, string>();
      for (const { node, decision } of decisions) {
        if (node === 0 || decision.kind !== "executed") continue;
        const before = ordered.get(decision.sequence);
        expect(
          before ?? decision.digest,
          `Seed ${seed}: replica ${node} executes something else at number ${decision.sequence} than another correct one.`,
        ).toBe(decision.digest);
        ordered.set(decision.sequence, decision.digest);
      }
      const answered = decisions.filter(({ decision }) => decision.kind === "answered").length;
      expect(answered, `Seed ${seed}: six requests; so many clients have been answered.`).toBe(6);
    }
  });

  /** Your functions, as the rules of the protocol. */
  function asRules(): Partial<Rules<KeyValueCommand>> {
    const logOf = ({ prePrepare, prepares, commits }: Partial<Entry<KeyValueCommand>>): Log => [
      ...(prePrepare ? [prePrepare] : []),
      ...(prepares ?? []),
      ...(commits ?? []),
    ];
    const nothing = digestOf([]);
    const changesOf = (viewChanges: readonly RealViewChange<KeyValueCommand>[]): readonly ViewChange[] =>
      viewChanges.map(({ view, replica, stable, prepared }) => ({
        view,
        replica,
        stable,
        prepared: prepared.map(({ prePrepare: { view, sequence, digest }, prepares }) => ({
          view,
          sequence,
          digest,
          backups: prepares.map(({ replica }) => replica),
        })),
      }));
    const newViewOf = ({
      view,
      replica,
      viewChanges,
      prePrepares,
    }: RealNewView<KeyValueCommand>): NewView => ({
      view,
      replica,
      viewChanges: changesOf(viewChanges),
      orders: prePrepares.map(({ sequence, digest }) => ({
        sequence,
        digest: digest === nothing ? null : digest,
      })),
    });
    return {
      mayAccept(entry, message) {
        const { view, sequence } = message;
        const marks = { low: sequence - 1, logSize: 1 };
        return mayAccept({ faults: 1, view, isActive: true, ...marks, log: logOf(entry) }, message);
      },
      isPrepared: (shown, { faults }) => isPrepared(logOf(shown), shown.prePrepare, faults),
      mayExecute: (shown, { faults }) => isCommittedLocal(logOf(shown), shown.prePrepare, faults),
      chosenBatches(viewChanges) {
        const known = viewChanges.flatMap(({ prepared }) => prepared.map(({ prePrepare }) => prePrepare));
        return ordersOf(changesOf(viewChanges)).map(({ sequence, digest }) => ({
          sequence,
          digest: digest ?? nothing,
          batch: known.find((prePrepare) => prePrepare.digest === digest)?.batch ?? [],
        }));
      },
      isJustified: (newView, { group, keys }) =>
        [...newView.viewChanges, ...newView.prePrepares].every((message) => keys.isGenuine(message)) &&
        isJustified(newViewOf(newView), group.faults),
    };
  }
});
