import { nodes, type NodeId, type Random } from "../../../core/index.ts";
import { digestOf } from "../../../protocols/byzantine/index.ts";
import type { Log, Ordering, PrePrepare, Vote } from "./port.ts";
import { primaryOf } from "./right.ts";

/** A sequence number of a view, what the primary orders there, and who else there is. */
export interface Place {
  readonly faults: number;
  readonly view: number;
  readonly sequence: number;
  readonly primary: NodeId;
  /** All but the primary, in any order. */
  readonly backups: readonly NodeId[];
  readonly batch: readonly string[];
  /** What the primary has not ordered here. */
  readonly other: readonly string[];
  readonly ordering: Ordering;
}

const plans = ["drains", "pumps", "roads", "lights", "sea wall", "buses"];

/** What may be faulty: whoever thinks that it always is one is found out by the other. */
export const faultCounts = [1, 2] as const;

/** In views from 4 on seven replicas have another primary than four. */
export function place(random: Random, faults: number = random.pick(faultCounts)): Place {
  const [view, sequence] = [random.integer(4, 15), random.integer(1, 30)];
  const [first = "drains", second = "pumps"] = random.shuffle(plans);
  return placeOf(random, { faults, view, sequence, batch: [first], other: [second] });
}

export function placeOf(
  random: Random,
  given: Pick<Place, "faults" | "view" | "sequence" | "batch" | "other">,
): Place {
  const { faults, view, sequence, batch } = given;
  const primary = primaryOf(view, faults);
  return {
    ...given,
    primary,
    backups: random.shuffle(nodes(3 * faults + 1).filter((node) => node !== primary)),
    ordering: { view, sequence, digest: digestOf(batch) },
  };
}

export const prePrepare = (
  { view, sequence, primary, batch }: Place,
  change: Partial<PrePrepare> = {},
): PrePrepare => {
  const ordered = change.batch ?? batch;
  return {
    kind: "pre-prepare",
    view,
    sequence,
    replica: primary,
    batch: ordered,
    digest: digestOf(ordered),
    ...change,
  };
};

export const votes = (kind: Vote["kind"], ordering: Ordering, replicas: readonly NodeId[]): readonly Vote[] =>
  replicas.map((replica) => ({
    kind,
    view: ordering.view,
    sequence: ordering.sequence,
    digest: ordering.digest,
    replica,
  }));

/** What else may stand in a backup's log, of other views and other numbers, and what others say of this one. */
export function noise(random: Random, here: Place): Log {
  const { view, sequence, other, backups, faults } = here;
  const elsewhere = { ...here, batch: other };
  const all: Log = [
    prePrepare(elsewhere, { sequence: sequence + 1 }),
    prePrepare(elsewhere, { view: view - 1, replica: primaryOf(view - 1, faults) }),
    ...votes("prepare", { view, sequence, digest: digestOf(other) }, backups.slice(0, 1)),
    ...votes("commit", { view, sequence, digest: digestOf(other) }, backups.slice(-1)),
    ...votes("prepare", { view, sequence: sequence + 1, digest: digestOf(other) }, backups),
  ];
  return all.filter(() => random.chance(0.6));
}

export const inView = ({ faults, view, sequence }: Place): string =>
  `At view ${view} and number ${sequence}, among ${3 * faults + 1} replicas`;

export const whats = (log: Log): string =>
  log
    .map(({ kind, view, sequence, digest, replica }) => `${kind} ${view}/${sequence} ${digest} of ${replica}`)
    .join(", ") || "nothing";
