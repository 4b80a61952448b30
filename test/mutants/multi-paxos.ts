import {
  emptyArray,
  endOf,
  itemAt,
  itemsFrom,
  majority,
  nodes,
  sameBallot,
  type Effect,
  type Protocol,
} from "../../src/core/index.ts";
import { multiPaxos, noOp, soundRules, type Configuration } from "../../src/protocols/multi-paxos/index.ts";
import { keyValueStore } from "../../src/protocols/services/index.ts";
import type { KeyValueCommand, KeyValueState } from "../../src/protocols/services/index.ts";
import type { Network } from "../../src/sim/index.ts";
import type { MapPaxos as V } from "../conformance/multi-paxos-candidate.ts";

type Rules = NonNullable<Configuration<KeyValueState, KeyValueCommand, string | null | boolean>["rules"]>;

/** Multi-Paxos with one thing done otherwise. */
export interface LogVariant {
  readonly name: string;
  /** By default 3. */
  readonly nodes?: number;
  /** By default the stormy one. */
  readonly network?: Network;
  readonly protocol: Protocol<V>;
}

const sound = soundRules<KeyValueState, KeyValueCommand, string | null | boolean>();

/** Small slots and snapshots, so that much happens in a short storm. */
const withRules = (rules: Rules): Protocol<V> =>
  multiPaxos({
    quorums: majority(nodes(3)),
    service: keyValueStore,
    batch: { size: 1 },
    window: 4,
    snapshotEvery: 5,
    rules,
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

export const mutants: readonly LogVariant[] = [
  {
    name: "a gap is never filled",
    protocol: withRules({ adopts: (reported, slot) => itemAt(reported, slot)?.value ?? null }),
  },
  {
    name: "a new leader fills its slots with no-ops, without reading the promises",
    protocol: withRules({ adopts: () => noOp }),
  },
  {
    name: "a slot is applied past a gap",
    protocol: withRules({
      appliesNext({ log, replica }, ballot, chosenBelow) {
        const later = itemsFrom(log, replica.next).find(({ item }) => sameBallot(item.ballot, ballot));
        return later !== undefined && later.index < chosenBelow ? later.index : null;
      },
    }),
  },
  {
    name: "a command chosen in two slots is executed twice",
    protocol: withRules({
      execute: (replica, value, service) => {
        const { sessions } = replica;
        const forgetful = { ...replica, sessions: emptyArray };
        const execution = sound.execute(forgetful, value, service);
        const news = sound.execute({ ...replica, sessions }, value, service).replica.sessions;
        return { ...execution, replica: { ...execution.replica, sessions: news } };
      },
    }),
  },
  {
    name: "a promise reports the last slot only",
    protocol: withRules({ reports: (state, from) => sound.reports(state, from).slice(-1) }),
  },
  {
    name: "a promise reports the first slot only",
    protocol: withRules({ reports: (state, from) => sound.reports(state, from).slice(0, 1) }),
  },
  {
    name: "phase 1 begins after the last slot that the candidate has accepted",
    protocol: withRules({ asksFrom: ({ log, replica }) => Math.max(replica.next, endOf(log)) }),
  },
  {
    name: "what was accepted at another ballot is taken for what is chosen",
    protocol: withRules({
      appliesNext: ({ log, replica: { next } }, _ballot, chosenBelow) =>
        next < chosenBelow && itemAt(log, next) !== null ? next : null,
    }),
  },
  {
    name: "nothing is written to disk",
    protocol: withEffects((effect) => (effect.kind === "persist" ? [] : [effect])),
  },
  {
    name: "the log is not written to disk",
    protocol: withEffects((effect) =>
      effect.kind === "persist" && effect.value.snapshot.next === 0
        ? [{ ...effect, value: { ...effect.value, log: emptyArray, chosenBelow: 0 } }]
        : [effect],
    ),
  },
  {
    name: "a snapshot loses the sessions",
    protocol: withEffects((effect) =>
      effect.kind === "send" && effect.message.kind === "snapshot"
        ? [
            {
              ...effect,
              message: { ...effect.message, replica: { ...effect.message.replica, sessions: emptyArray } },
            },
          ]
        : [effect],
    ),
  },
  {
    name: "a snapshot claims one slot more than it holds",
    protocol: withEffects((effect) => {
      if (effect.kind !== "send" || effect.message.kind !== "snapshot") return [effect];
      const { replica } = effect.message;
      return [{ ...effect, message: { ...effect.message, replica: { ...replica, next: replica.next + 1 } } }];
    }),
  },
];

export const rightVariants: readonly LogVariant[] = [
  { name: "small slots and snapshots", protocol: right },
  {
    name: "a promise that reports more than was asked for",
    protocol: withRules({ reports: (state) => sound.reports(state, state.logStart) }),
  },
  {
    name: "phase 1 from the beginning of the log",
    protocol: withRules({ asksFrom: ({ logStart }) => logStart }),
  },
  {
    name: "no window: as many slots at a time as there are commands",
    protocol: multiPaxos({
      quorums: majority(nodes(3)),
      service: keyValueStore,
      batch: { size: 1 },
      window: Infinity,
      snapshotEvery: 5,
    }),
  },
];
