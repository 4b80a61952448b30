import { nodes } from "../../../../core/index.ts";
import type { Candidate } from "../../../exercise.ts";
import type { Certificate, NewView, PbftBackupModule } from "../port.ts";
import { primaryOf, rightBackup as right } from "../right.ts";
import { candidate } from "./candidate.ts";

/** A new view that is believed if it is justified once this has been put right. */
const believing = (name: string, mended: (newView: NewView, faults: number) => NewView) =>
  candidate(name, {
    isJustified: (newView, faults) => right.isJustified(mended(newView, faults), faults),
  });

const withCertificates = (newView: NewView, mended: (certificate: Certificate) => Certificate): NewView => ({
  ...newView,
  viewChanges: newView.viewChanges.map((one) => ({ ...one, prepared: one.prepared.map(mended) })),
});

export const believingWrongly: readonly Candidate<PbftBackupModule>[] = [
  candidate("believes every new view", { isJustified: () => true }),
  candidate("believes every new view of its primary", {
    isJustified: ({ view, replica }, faults) => replica === primaryOf(view, faults),
  }),
  candidate("believes no new view", { isJustified: () => false }),
  believing("lets anybody begin a view", (newView, faults) => ({
    ...newView,
    replica: primaryOf(newView.view, faults),
  })),
  believing("believes the orders of a new view", (newView) => ({
    ...newView,
    orders: right.ordersOf(newView.viewChanges),
  })),
  believing("thinks that one order too many does no harm", (newView) => {
    const due = right.ordersOf(newView.viewChanges).length;
    return { ...newView, orders: newView.orders.slice(0, due) };
  }),
  believing("does not look at the numbers of orders", (newView) => ({
    ...newView,
    orders: newView.orders.map((order, nth) => ({
      ...order,
      sequence: right.ordersOf(newView.viewChanges)[nth]?.sequence ?? order.sequence,
    })),
  })),
  believing("does not look at what stands instead of null requests", (newView) => ({
    ...newView,
    orders: newView.orders.map((order, nth) =>
      right.ordersOf(newView.viewChanges)[nth]?.digest === null ? { ...order, digest: null } : order,
    ),
  })),
  believing("takes view changes of any view", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({ ...one, view: newView.view })),
  })),
  believing("believes certificates", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: [0, 1, 2, 3, 4, 5, 6],
      view: Math.min(certificate.view, newView.view - 1),
    })),
  ),
  believing("takes certificates of the view that is to begin", (newView) =>
    withCertificates(newView, (certificate) =>
      certificate.view === newView.view
        ? { ...certificate, view: newView.view - 1, backups: [0, 1, 2, 3] }
        : certificate,
    ),
  ),
  believing("takes certificates of later views", (newView) =>
    withCertificates(newView, (certificate) =>
      certificate.view > newView.view
        ? { ...certificate, view: newView.view - 1, backups: [0, 1, 2, 3] }
        : certificate,
    ),
  ),
  believing("counts the primary among the backups of a certificate", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: certificate.backups.map((replica) =>
        replica === certificate.view % 4 ? otherBackupThan(certificate) : replica,
      ),
    })),
  ),
  believing("counts a backup of a certificate twice", (newView) =>
    withCertificates(newView, (certificate) => ({
      ...certificate,
      backups: certificate.backups.length >= 2 ? [0, 1, 2, 3] : certificate.backups,
    })),
  ),
  believing("takes certificates of what is stable", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({
      ...one,
      prepared: one.prepared.filter(({ sequence }) => sequence > one.stable),
    })),
  })),
  believing("takes two certificates for one number", (newView) => ({
    ...newView,
    viewChanges: newView.viewChanges.map((one) => ({
      ...one,
      prepared: one.prepared.filter(
        ({ sequence }, nth) => one.prepared.findIndex((other) => other.sequence === sequence) === nth,
      ),
    })),
  })),
  candidate("takes 2f view changes for enough", {
    isJustified: (newView, faults) => {
      const [one] = newView.viewChanges;
      const isNear = newView.viewChanges.length === 2 * faults && one !== undefined;
      const spare = [...Array(3 * faults + 1).keys()].find(
        (replica) => !newView.viewChanges.some((other) => other.replica === replica),
      );
      return right.isJustified(
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
  candidate("counts view changes, not who sent them", {
    isJustified: (newView, faults) =>
      right.isJustified(
        { ...newView, viewChanges: newView.viewChanges.map((one, replica) => ({ ...one, replica })) },
        faults,
      ),
  }),
  candidate("wants view changes of all", {
    isJustified: (newView, faults) =>
      newView.viewChanges.length > 3 * faults && right.isJustified(newView, faults),
  }),
  candidate("thinks that there always are three view changes", {
    isJustified: (newView, faults) => newView.viewChanges.length === 3 && right.isJustified(newView, faults),
  }),
];

/** Of four replicas, a backup that the certificate does not name. */
function otherBackupThan({ view, backups }: Certificate): number {
  return nodes(4).find((replica) => replica !== view % 4 && !backups.includes(replica)) ?? view % 4;
}
