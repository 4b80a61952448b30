import { digestOf } from "../../../protocols/byzantine/index.ts";
import type {
  Entry,
  NewView as RealNewView,
  Rules,
  ViewChange as RealViewChange,
} from "../../../protocols/pbft/index.ts";
import type { Json } from "../../subject.ts";
import type { Log, NewView, PbftBackupModule, PrePrepare, ViewChange } from "./port.ts";

const nothing = digestOf([]);

/** The exercise's functions as rules of the protocol, among four replicas. */
export function rulesOf(module: PbftBackupModule): Partial<Rules<string>> {
  return {
    mayAccept(entry, message) {
      const { view, sequence } = message;
      const marks = { low: sequence - 1, logSize: 1 };
      return module.mayAccept(
        { faults: 1, view, isActive: true, ...marks, log: logOf(entry) },
        orderOf(message),
      );
    },
    isPrepared: (shown, { faults }) => module.isPrepared(logOf(shown), placeOf(shown.prePrepare), faults),
    mayExecute: (shown, { faults }) =>
      module.isCommittedLocal(logOf(shown), placeOf(shown.prePrepare), faults),
    chosenBatches(viewChanges) {
      const known = viewChanges.flatMap(({ prepared }) => prepared.map(({ prePrepare }) => prePrepare));
      return module.ordersOf(viewChanges.map(changeOf)).map(({ sequence, digest }) => ({
        sequence,
        digest: digest ?? nothing,
        batch: known.find((prePrepare) => prePrepare.digest === digest)?.batch ?? [],
      }));
    },
    isJustified: (newView, { group, keys }) =>
      [...newView.viewChanges, ...newView.prePrepares].every((message) => keys.isGenuine(message)) &&
      module.isJustified(newViewOf(newView), group.faults),
  };
}

type Ordered = NonNullable<Entry<string>["prePrepare"]>;

const placeOf = ({ view, sequence, digest }: Ordered) => ({ view, sequence, digest });

/** What the exercise has of a pre-prepare: all but the seal. */
const orderOf = ({ kind, view, sequence, digest, batch, replica }: Ordered): PrePrepare => ({
  kind,
  view,
  sequence,
  digest,
  batch: batch as unknown as readonly Json[],
  replica,
});

const logOf = ({ prePrepare, prepares = [], commits = [] }: Partial<Entry<string>>): Log => [
  ...(prePrepare ? [orderOf(prePrepare)] : []),
  ...[...prepares, ...commits].map(({ kind, view, sequence, digest, replica }) => ({
    kind,
    view,
    sequence,
    digest,
    replica,
  })),
];

const changeOf = ({ view, replica, stable, prepared }: RealViewChange<string>): ViewChange => ({
  view,
  replica,
  stable,
  prepared: prepared.map(({ prePrepare, prepares }) => ({
    ...placeOf(prePrepare),
    backups: prepares.map(({ replica }) => replica),
  })),
});

const newViewOf = ({ view, replica, viewChanges, prePrepares }: RealNewView<string>): NewView => ({
  view,
  replica,
  viewChanges: viewChanges.map(changeOf),
  orders: prePrepares.map(({ sequence, digest }) => ({
    sequence,
    digest: digest === nothing ? null : digest,
  })),
});
