import type { Protocol } from "../../src/core/index.ts";
import {
  soundRules,
  viewstampedReplication,
  type Configuration,
} from "../../src/protocols/viewstamped-replication/index.ts";
import {
  keyValueStore,
  type KeyValueCommand,
  type KeyValueState,
} from "../../src/protocols/services/index.ts";
import type { MapReplication as V } from "../conformance/viewstamped-replication-candidate.ts";

type Options = Configuration<KeyValueState, KeyValueCommand, string | null | boolean>;
type Step = Protocol<V>["step"];

/** Viewstamped Replication with one thing done otherwise. */
export interface ReplicationVariant {
  readonly name: string;
  readonly replicas: number;
  readonly protocol: Protocol<V>;
}

const sound = soundRules<KeyValueState, KeyValueCommand, string | null | boolean>();

const among = (replicas: number, options: Omit<Options, "replicas" | "service"> = {}): Protocol<V> =>
  viewstampedReplication({ replicas, service: keyValueStore, checkpointEvery: 5, ...options });

const withRules = (
  name: string,
  replicas: number,
  rules: NonNullable<Options["rules"]>,
): ReplicationVariant => ({ name, replicas, protocol: among(replicas, { rules }) });

const withStep = (name: string, replicas: number, change: (step: Step) => Step): ReplicationVariant => {
  const right = among(replicas);
  return { name, replicas, protocol: { ...right, step: change(right.step) } };
};

export const mutants: readonly ReplicationVariant[] = [
  withRules("a new primary takes the log that came last", 3, { prefers: () => true }),
  withRules("a new primary takes the longest log, of whichever view", 3, {
    prefers: (one, other) => one.history.opNumber > other.history.opNumber,
  }),
  withRules("of several logs of the latest view, a new primary takes the first", 5, {
    prefers: (one, other) => one.normalView > other.normalView,
  }),
  withRules("an operation is committed one PrepareOk short of f", 5, {
    committed: (backups, failures) => sound.committed(backups, failures - 1),
  }),
  withRules("a replica in a view change still answers Prepares of the view before", 3, {
    takesPart: (state, view) => state.status.kind !== "recovering" && view >= state.normalView,
  }),
  withStep(
    "a restarted replica answers at once",
    3,
    (step) => (state, input, context) =>
      step(state, input.kind === "start" ? { ...input, persisted: null } : input, context),
  ),
];

export const rightVariants: readonly ReplicationVariant[] = [
  { name: "short logs", replicas: 3, protocol: among(3) },
  { name: "a log that is never cut", replicas: 3, protocol: among(3, { checkpointEvery: Infinity }) },
  withRules("a vote for a view that nobody else is known to want", 3, { mayVote: () => true }),
  withRules("a primary that waits for all its backups", 3, {
    committed: (backups) => Math.min(...backups),
  }),
];
