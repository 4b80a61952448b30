import { digestOf } from "../../../src/protocols/byzantine/index.ts";
import * as solution from "../../../solutions/pbft-backup/pbft-backup.ts";
import type { Planted } from "./visible.ts";

type Exercise = typeof solution;
type Accepts = (backup: solution.Backup, message: solution.PrePrepare) => boolean;
type Holds = Exercise["isPrepared"];

const variant = (bug: string, change: Partial<Exercise>): Planted<Exercise> => ({
  bug,
  exercise: { ...solution, ...change },
});

/** Accepts what this accepts, though one of its conditions has been met by force. */
const accepting = (
  bug: string,
  forced: (backup: solution.Backup, message: solution.PrePrepare) => Partial<solution.Backup>,
): Planted<Exercise> =>
  variant(bug, {
    mayAccept: (backup, message) => solution.mayAccept({ ...backup, ...forced(backup, message) }, message),
  });

const also = (bug: string, condition: Accepts): Planted<Exercise> =>
  variant(bug, {
    mayAccept: (backup, message) => solution.mayAccept(backup, message) && condition(backup, message),
  });

const primaryOf = (view: number, faults: number): number => view % (3 * faults + 1);

const votesFor = (log: solution.Log, kind: string, { view, sequence, digest }: solution.Ordering) =>
  log.filter(
    (message) =>
      message.kind === kind &&
      message.view === view &&
      message.sequence === sequence &&
      message.digest === digest,
  );

/** Prepared, by votes that are counted otherwise. */
const preparing = (bug: string, isPrepared: Holds): Planted<Exercise> => variant(bug, { isPrepared });

const isOrdered = (log: solution.Log, ordering: solution.Ordering): boolean =>
  votesFor(log, "pre-prepare", ordering).length > 0;

const senders = (messages: solution.Log): ReadonlySet<number> =>
  new Set(messages.map(({ replica }) => replica));

const backups = (log: solution.Log, ordering: solution.Ordering, faults: number): number =>
  [...senders(votesFor(log, "prepare", ordering))].filter(
    (replica) => replica !== primaryOf(ordering.view, faults),
  ).length;

/** A new view that is believed if it is justified once this has been put right. */
const believing = (
  bug: string,
  mended: (newView: solution.NewView, faults: number) => solution.NewView,
): Planted<Exercise> =>
  variant(bug, { isJustified: (newView, faults) => solution.isJustified(mended(newView, faults), faults) });

const withCertificates = (
  newView: solution.NewView,
  mended: (certificate: solution.Certificate) => solution.Certificate,
): solution.NewView => ({
  ...newView,
  viewChanges: newView.viewChanges.map((one) => ({ ...one, prepared: one.prepared.map(mended) })),
});

export const wrongPbftBackups: readonly Planted<Exercise>[] = [
  accepting("any view", (_, { view }) => ({ view })),
  variant("later views too", {
    mayAccept: (backup, message) =>
      solution.mayAccept({ ...backup, view: Math.max(backup.view, message.view) }, message),
  }),
  accepting("while it waits for its view", () => ({ isActive: true })),
  accepting("below the low water mark", ({ low, logSize }) => ({ low: -1, logSize: low + logSize + 1 })),
  accepting("at the low water mark", ({ low, logSize }) => ({ low: low - 1, logSize: logSize + 1 })),
  accepting("above the high water mark", () => ({ logSize: Infinity })),
  accepting("one above the high water mark", ({ logSize }) => ({ logSize: logSize + 1 })),
  also("not at the high water mark", ({ low, logSize }, { sequence }) => sequence < low + logSize),
  variant("from anybody", {
    mayAccept: (backup, message) =>
      solution.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  variant("there are four replicas, always", {
    mayAccept: (backup, message) =>
      message.replica === message.view % 4 &&
      solution.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  variant("replica 0 is the primary, always", {
    mayAccept: (backup, message) =>
      message.replica === 0 &&
      solution.mayAccept(backup, { ...message, replica: primaryOf(message.view, backup.faults) }),
  }),
  variant("the digest is believed", {
    mayAccept(backup, message) {
      const { log } = backup;
      const isTwin = log.some(
        (other) =>
          other.kind === "pre-prepare" &&
          other.view === message.view &&
          other.sequence === message.sequence &&
          other.digest !== message.digest,
      );
      return (
        !isTwin && solution.mayAccept({ ...backup, log: [] }, { ...message, digest: digestOf(message.batch) })
      );
    },
  }),
  accepting("a second one in the same place", () => ({ log: [] })),
  also(
    "none that it has already",
    ({ log }, { view, sequence }) =>
      !log.some(
        (other) => other.kind === "pre-prepare" && other.view === view && other.sequence === sequence,
      ),
  ),
  also(
    "none where another view had something else",
    ({ log }, { sequence, digest }) =>
      !log.some(
        (other) => other.kind === "pre-prepare" && other.sequence === sequence && other.digest !== digest,
      ),
  ),
  also(
    "none if others vote for something else",
    ({ log }, { view, sequence, digest }) =>
      !log.some((other) => other.view === view && other.sequence === sequence && other.digest !== digest),
  ),
  also(
    "one for each view",
    ({ log }, { view, digest }) =>
      !log.some((other) => other.kind === "pre-prepare" && other.view === view && other.digest !== digest),
  ),

  preparing(
    "two prepares, always",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) >= 2,
  ),
  preparing(
    "f prepares are enough",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) >= faults,
  ),
  preparing(
    "2f + 1 prepares",
    (log, ordering, faults) => isOrdered(log, ordering) && backups(log, ordering, faults) > 2 * faults,
  ),
  preparing("no pre-prepare", (log, ordering, faults) => backups(log, ordering, faults) >= 2 * faults),
  preparing(
    "any pre-prepare",
    (log, ordering, faults) =>
      log.some(({ kind }) => kind === "pre-prepare") && backups(log, ordering, faults) >= 2 * faults,
  ),
  preparing(
    "messages are counted",
    (log, ordering, faults) =>
      isOrdered(log, ordering) &&
      votesFor(log, "prepare", ordering).filter(({ replica }) => replica !== primaryOf(ordering.view, faults))
        .length >=
        2 * faults,
  ),
  preparing(
    "the primary's prepare counts",
    (log, ordering, faults) =>
      isOrdered(log, ordering) && senders(votesFor(log, "prepare", ordering)).size >= 2 * faults,
  ),
  preparing("replica 0 never counts", (log, ordering, faults) =>
    solution.isPrepared(
      log.filter(({ kind, replica }) => kind !== "prepare" || replica !== 0),
      ordering,
      faults,
    ),
  ),
  preparing("whatever the digest", (log, ordering, faults) =>
    solution.isPrepared(
      log.map((message) => (message.kind === "prepare" ? { ...message, digest: ordering.digest } : message)),
      ordering,
      faults,
    ),
  ),
  preparing("whatever the view", (log, ordering, faults) =>
    solution.isPrepared(
      log.map((message) => (message.kind === "prepare" ? { ...message, view: ordering.view } : message)),
      ordering,
      faults,
    ),
  ),
  preparing("whatever the number", (log, ordering, faults) =>
    solution.isPrepared(
      log.map((message) =>
        message.kind === "prepare" ? { ...message, sequence: ordering.sequence } : message,
      ),
      ordering,
      faults,
    ),
  ),
  preparing("commits count as prepares", (log, ordering, faults) =>
    solution.isPrepared(
      log.map((message) => (message.kind === "commit" ? { ...message, kind: "prepare" } : message)),
      ordering,
      faults,
    ),
  ),
  preparing(
    "only prepares that come after the pre-prepare",
    (log, ordering, faults) =>
      solution.isPrepared(
        log.slice(log.findIndex((message) => message.kind === "pre-prepare")),
        ordering,
        faults,
      ) && log.some(({ kind }) => kind === "pre-prepare"),
  ),

  variant("committed at prepared", { isCommittedLocal: solution.isPrepared }),
  variant("commits without prepares", {
    isCommittedLocal: (log, ordering, faults) => senders(votesFor(log, "commit", ordering)).size > 2 * faults,
  }),
  variant("2f commits", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isPrepared(log, ordering, faults) &&
      senders(votesFor(log, "commit", ordering)).size >= 2 * faults,
  }),
  variant("commits of all", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isPrepared(log, ordering, faults) &&
      senders(votesFor(log, "commit", ordering)).size > 3 * faults,
  }),
  variant("the primary's commit does not count", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isCommittedLocal(
        log.filter(({ kind, replica }) => kind !== "commit" || replica !== primaryOf(ordering.view, faults)),
        ordering,
        faults,
      ),
  }),
  variant("commit messages are counted", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isPrepared(log, ordering, faults) && votesFor(log, "commit", ordering).length > 2 * faults,
  }),
  variant("commits for whatever digest", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isCommittedLocal(
        log.map((message) => (message.kind === "commit" ? { ...message, digest: ordering.digest } : message)),
        ordering,
        faults,
      ),
  }),
  variant("commits of whatever view", {
    isCommittedLocal: (log, ordering, faults) =>
      solution.isCommittedLocal(
        log.map((message) => (message.kind === "commit" ? { ...message, view: ordering.view } : message)),
        ordering,
        faults,
      ),
  }),

  variant("nothing is reported", { certificates: () => [] }),
  variant("all that has been ordered is reported", {
    certificates: (log, stable, faults) =>
      log
        .filter(({ kind, sequence }) => kind === "pre-prepare" && sequence > stable)
        .map(({ view, sequence, digest }) => ({
          view,
          sequence,
          digest,
          backups: [...senders(votesFor(log, "prepare", { view, sequence, digest }))]
            .filter((replica) => replica !== primaryOf(view, faults))
            .sort((a, b) => a - b),
        })),
  }),
  variant("only what has committed is reported", {
    certificates: (log, stable, faults) =>
      solution
        .certificates(log, stable, faults)
        .filter((certificate) => solution.isCommittedLocal(log, certificate, faults)),
  }),
  variant("what is stable is reported too", {
    certificates: (log, _, faults) => solution.certificates(log, -1, faults),
  }),
  variant("the number of the stable checkpoint too", {
    certificates: (log, stable, faults) => solution.certificates(log, stable - 1, faults),
  }),
  variant("the first view", {
    certificates(log, stable, faults) {
      const views = log.map(({ view }) => view).sort((a, b) => a - b);
      for (const view of views) {
        const found = solution.certificates(
          log.filter((message) => message.view === view),
          stable,
          faults,
        );
        if (found.length > 0) return found;
      }
      return [];
    },
  }),
  variant("the last view in the log", {
    certificates(log, stable, faults) {
      const views = log.map(({ view }) => view);
      return solution.certificates(
        log.filter(({ view }) => view === Math.max(...views)),
        stable,
        faults,
      );
    },
  }),
  variant("in the order in which it came", {
    certificates(log, stable, faults) {
      const found = solution.certificates(log, stable, faults);
      const place = ({ sequence }: solution.Ordering): number =>
        log.findIndex((message) => message.sequence === sequence);
      return found.toSorted((a, b) => place(a) - place(b));
    },
  }),
  variant("exactly 2f backups", {
    certificates: (log, stable, faults) =>
      solution
        .certificates(log, stable, faults)
        .map((certificate) => ({ ...certificate, backups: certificate.backups.slice(0, 2 * faults) })),
  }),

  variant("the first view change is believed", {
    ordersOf: (changes) => solution.ordersOf(changes.slice(0, 1)),
  }),
  variant("only what all report", {
    ordersOf: (changes) =>
      solution
        .ordersOf(changes)
        .filter(({ sequence }) =>
          changes.every(({ prepared }) => prepared.some((certificate) => certificate.sequence === sequence)),
        ),
  }),
  variant("what most report", {
    ordersOf: (changes) =>
      solution.ordersOf(changes).map(({ sequence, digest }) => {
        const here = changes
          .flatMap(({ prepared }) => prepared)
          .filter((certificate) => certificate.sequence === sequence);
        const count = (digest: string): number => here.filter((one) => one.digest === digest).length;
        const [most] = here.toSorted((a, b) => count(b.digest) - count(a.digest));
        return { sequence, digest: most?.digest ?? digest };
      }),
  }),
  variant("the earliest view", {
    ordersOf: (changes) =>
      solution.ordersOf(
        changes.map((change) => ({
          ...change,
          prepared: change.prepared.map((certificate) => ({ ...certificate, view: -certificate.view })),
        })),
      ),
  }),
  variant("gaps are left open", {
    ordersOf: (changes) => solution.ordersOf(changes).filter(({ digest }) => digest !== null),
  }),
  variant("gaps are closed up", {
    ordersOf(changes) {
      const orders = solution.ordersOf(changes);
      const first = orders[0]?.sequence ?? 0;
      return orders
        .filter(({ digest }) => digest !== null)
        .map(({ digest }, nth) => ({ sequence: first + nth, digest }));
    },
  }),
  variant("from the earliest stable checkpoint", {
    ordersOf(changes) {
      const stable = Math.min(...changes.map((change) => change.stable));
      return solution.ordersOf(changes.map((change) => ({ ...change, stable })));
    },
  }),
  variant("from the stable checkpoint itself", {
    ordersOf: (changes) =>
      solution.ordersOf(changes.map((change) => ({ ...change, stable: Math.max(0, change.stable - 1) }))),
  }),
  variant("from 1 on", {
    ordersOf: (changes) => solution.ordersOf(changes.map((change) => ({ ...change, stable: 0 }))),
  }),

  variant("a new view is believed", { isJustified: () => true }),
  variant("a new view of its primary is believed", {
    isJustified: ({ view, replica }, faults) => replica === primaryOf(view, faults),
  }),
  variant("no new view is", { isJustified: () => false }),
  believing("anybody may begin a view", (newView, faults) => ({
    ...newView,
    replica: primaryOf(newView.view, faults),
  })),
  believing("orders are believed", (newView) => ({
    ...newView,
    orders: solution.ordersOf(newView.viewChanges),
  })),
  believing("one order too many does no harm", (newView) => {
    const due = solution.ordersOf(newView.viewChanges).length;
    return { ...newView, orders: newView.orders.slice(0, due) };
  }),
  believing("numbers are not looked at", (newView) => ({
    ...newView,
    orders: newView.orders.map((order, nth) => ({
      ...order,
      sequence: solution.ordersOf(newView.viewChanges)[nth]?.sequence ?? order.sequence,
    })),
  })),
  believing("null requests are not looked at", (newView) => ({
    ...newView,
    orders: newView.orders.map((order, nth) =>
      solution.ordersOf(newView.viewChanges)[nth]?.digest === null ? { ...order, digest: null } : order,
    ),
  })),
  believing("view changes of any view", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({ ...one, view: newView.view })),
  })),
  believing("certificates are believed", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: [0, 1, 2, 3, 4, 5, 6],
      view: Math.min(certificate.view, newView.view - 1),
    })),
  ),
  believing("certificates of the view that is to begin", (newView) =>
    withCertificates(newView, (certificate) =>
      certificate.view === newView.view
        ? { ...certificate, view: newView.view - 1, backups: [0, 1, 2, 3] }
        : certificate,
    ),
  ),
  believing("certificates of later views", (newView) =>
    withCertificates(newView, (certificate) =>
      certificate.view > newView.view
        ? { ...certificate, view: newView.view - 1, backups: [0, 1, 2, 3] }
        : certificate,
    ),
  ),
  believing("the primary counts among the backups", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: certificate.backups.map((replica) => (replica === certificate.view % 4 ? 3 : replica)),
    })),
  ),
  believing("backups are not told apart", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: certificate.backups.length >= 2 ? [0, 1, 2, 3] : certificate.backups,
    })),
  ),
  believing("certificates of what is stable", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({
      ...one,
      prepared: one.prepared.filter(({ sequence }) => sequence > one.stable),
    })),
  })),
  believing("two certificates for one number", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({
      ...one,
      prepared: one.prepared.filter(
        ({ sequence }, nth) => one.prepared.findIndex((other) => other.sequence === sequence) === nth,
      ),
    })),
  })),
  variant("2f view changes", {
    isJustified: (newView, faults) => {
      const [one] = newView.viewChanges;
      const isNear = newView.viewChanges.length === 2 * faults && one !== undefined;
      const spare = [...Array(3 * faults + 1).keys()].find(
        (replica) => !newView.viewChanges.some((other) => other.replica === replica),
      );
      return solution.isJustified(
        isNear
          ? {
              ...newView,
              viewChanges: [...newView.viewChanges, { ...one, replica: spare ?? 0, prepared: [] }],
            }
          : newView,
        faults,
      );
    },
  }),
  variant("view changes are counted, not who sent them", {
    isJustified: (newView, faults) =>
      solution.isJustified(
        { ...newView, viewChanges: newView.viewChanges.map((one, replica) => ({ ...one, replica })) },
        faults,
      ),
  }),
  variant("all must have asked", {
    isJustified: (newView, faults) =>
      newView.viewChanges.length > 3 * faults && solution.isJustified(newView, faults),
  }),
  variant("there are three view changes, always", {
    isJustified: (newView, faults) =>
      newView.viewChanges.length === 3 && solution.isJustified(newView, faults),
  }),
];
