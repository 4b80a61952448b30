import { emptyArray, nodes, type Effect, type Protocol } from "../../src/core/index.ts";
import {
  appended,
  lastIndex,
  raft,
  soundRules,
  termAt,
  truncated,
  type Configuration,
} from "../../src/protocols/raft/index.ts";
import { keyValueStore } from "../../src/protocols/services/index.ts";
import type { KeyValueCommand, KeyValueState } from "../../src/protocols/services/index.ts";
import type { Network } from "../../src/sim/index.ts";
import type { MapRaft as V } from "../conformance/raft-candidate.ts";

type Options = Partial<Configuration<KeyValueState, KeyValueCommand, string | null | boolean>>;

/** Raft with one thing done otherwise. */
export interface RaftVariant {
  readonly name: string;
  /** By default 3. */
  readonly nodes?: number;
  /** By default the stormy one. */
  readonly network?: Network;
  readonly protocol: Protocol<V>;
}

const sound = soundRules<KeyValueState, KeyValueCommand, string | null | boolean>();

/** Small messages and snapshots, so that much happens in a short storm. */
const withRules = (rules: NonNullable<Options["rules"]>, options: Options = {}): Protocol<V> =>
  raft({
    members: nodes(3),
    service: keyValueStore,
    batchSize: 2,
    window: 4,
    snapshotEvery: 5,
    isSticky: false,
    rules,
    ...options,
  });

const right = withRules({});

/** The protocol, with each thing its nodes do replaced by these. */
function withEffects(change: (effect: Effect<V>) => readonly Effect<V>[]): Protocol<V> {
  return {
    ...right,
    step(state, input, context) {
      const transition = right.step(state, input, context);
      return { ...transition, effects: transition.effects.flatMap(change) };
    },
  };
}

type Disk = V["persisted"];

/** The protocol, with this on the disks of its nodes instead of what should be. */
const withDisk = (change: (disk: Disk) => Disk): Protocol<V> =>
  withEffects((effect) =>
    effect.kind === "persist" ? [{ ...effect, value: change(effect.value) }] : [effect],
  );

export const mutants: readonly RaftVariant[] = [
  {
    name: "a server votes for a log that is less up to date than its own",
    protocol: withRules({ isUpToDate: () => true }),
  },
  {
    name: "entries are appended without the consistency check",
    protocol: withRules({
      hasPrevious: () => true,
    }),
  },
  {
    name: "the consistency check looks at the index only",
    protocol: withRules({ hasPrevious: (log, { index }) => index <= lastIndex(log) }),
  },
  {
    name: "whatever stands after the leader's previous entry is dropped, matching or not",
    protocol: withRules({
      merged: (log, prevLogIndex, entries) => {
        const skipped = Math.max(0, log.base.index - prevLogIndex);
        return entries
          .slice(skipped)
          .reduce((longer, entry) => appended(longer, entry), truncated(log, prevLogIndex + 1 + skipped));
      },
    }),
  },
  {
    name: "conflicting entries are kept",
    protocol: withRules({
      merged: (log, prevLogIndex, entries) =>
        entries.reduce(
          (longer, entry, nth) =>
            prevLogIndex + 1 + nth > lastIndex(longer) ? appended(longer, entry) : longer,
          log,
        ),
    }),
  },
  {
    name: "a follower applies as far as the leader has committed, whatever it has there itself",
    protocol: withRules({ committedFor: (leaderCommit) => leaderCommit }),
  },
  {
    name: "a follower applies all it has",
    protocol: withRules({ committedFor: (_leaderCommit, _known, log) => lastIndex(log) }),
  },
  {
    name: "one follower is enough",
    nodes: 5,
    protocol: withRules(
      {
        agreedIndex: (matched) =>
          matched.map(({ matchIndex }) => matchIndex).toSorted((a, b) => b - a)[1] ?? 0,
      },
      { members: nodes(5) },
    ),
  },
  {
    name: "a command that stands in the log twice is executed twice",
    protocol: withRules({
      execute: (replica, entry, service) => {
        const execution = sound.execute({ ...replica, sessions: emptyArray }, entry, service);
        const { sessions } = sound.execute(replica, entry, service).replica;
        return { ...execution, replica: { ...execution.replica, sessions } };
      },
    }),
  },
  {
    name: "a snapshot loses the sessions",
    protocol: withEffects((effect) =>
      effect.kind === "send" && effect.message.kind === "install-snapshot"
        ? [
            {
              ...effect,
              message: {
                ...effect.message,
                snapshot: { ...effect.message.snapshot, sessions: emptyArray },
              },
            },
          ]
        : [effect],
    ),
  },
  {
    name: "nothing is written to disk",
    protocol: withEffects((effect) => (effect.kind === "persist" ? [] : [effect])),
  },
  {
    name: "the log is not written to disk",
    protocol: withDisk((disk) =>
      disk.snapshot.lastApplied === 0 ? { ...disk, log: { ...disk.log, entries: emptyArray } } : disk,
    ),
  },
];

export const rightVariants: readonly RaftVariant[] = [
  { name: "small messages and snapshots", protocol: right },
  {
    name: "matching entries are written once more, where they stand",
    protocol: withRules({
      merged: (log, prevLogIndex, entries) => {
        const conflict = entries.findIndex((entry, nth) => {
          const index = prevLogIndex + 1 + nth;
          const term = termAt(log, index);
          return index > log.base.index && term !== null && term !== entry.term;
        });
        const clean = conflict === -1 ? log : truncated(log, prevLogIndex + 1 + conflict);
        return sound.merged(clean, prevLogIndex, entries);
      },
    }),
  },
  {
    name: "as in figure 2: no no-op, and what is committed is told with the next entries",
    protocol: withRules({}, { hasNoOp: false, tellsCommit: false }),
  },
  {
    name: "no window, no limit to a message",
    protocol: withRules({}, { batchSize: Infinity, window: Infinity }),
  },
];
