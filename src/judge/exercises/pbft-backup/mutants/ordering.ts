import type { Candidate } from "../../../exercise.ts";
import type { PbftBackupModule } from "../port.ts";
import { rightBackup as right } from "../right.ts";
import { candidate } from "./candidate.ts";

export const orderingWrongly: readonly Candidate<PbftBackupModule>[] = [
  candidate("believes the first view change", {
    ordersOf: (changes) => right.ordersOf(changes.slice(0, 1)),
  }),
  candidate("orders only what all report", {
    ordersOf: (changes) =>
      right
        .ordersOf(changes)
        .filter(({ sequence }) =>
          changes.every(({ prepared }) => prepared.some((certificate) => certificate.sequence === sequence)),
        ),
  }),
  candidate("orders what most report", {
    ordersOf: (changes) =>
      right.ordersOf(changes).map(({ sequence, digest }) => {
        const here = changes
          .flatMap(({ prepared }) => prepared)
          .filter((certificate) => certificate.sequence === sequence);
        const count = (digest: string): number => here.filter((one) => one.digest === digest).length;
        const [most] = here.toSorted((a, b) => count(b.digest) - count(a.digest));
        return { sequence, digest: most?.digest ?? digest };
      }),
  }),
  candidate("orders what prepared in the earliest view", {
    ordersOf: (changes) =>
      right.ordersOf(
        changes.map((change) => ({
          ...change,
          prepared: change.prepared.map((certificate) => ({ ...certificate, view: -certificate.view })),
        })),
      ),
  }),
  candidate("leaves gaps open", {
    ordersOf: (changes) => right.ordersOf(changes).filter(({ digest }) => digest !== null),
  }),
  candidate("closes gaps up", {
    ordersOf(changes) {
      const orders = right.ordersOf(changes);
      const first = orders[0]?.sequence ?? 0;
      return orders
        .filter(({ digest }) => digest !== null)
        .map(({ digest }, nth) => ({ sequence: first + nth, digest }));
    },
  }),
  candidate("orders from the earliest stable checkpoint on", {
    ordersOf(changes) {
      const stable = Math.min(...changes.map((change) => change.stable));
      return right.ordersOf(changes.map((change) => ({ ...change, stable })));
    },
  }),
  candidate("orders the stable checkpoint's number again", {
    ordersOf: (changes) =>
      right.ordersOf(changes.map((change) => ({ ...change, stable: Math.max(0, change.stable - 1) }))),
  }),
  candidate("orders from number 1 on", {
    ordersOf: (changes) => right.ordersOf(changes.map((change) => ({ ...change, stable: 0 }))),
  }),
];
