import { itemsFrom, type Protocol } from "../../src/core/index.ts";
import { compareZxids, soundRules, zab, type Configuration } from "../../src/protocols/zab/index.ts";
import {
  keyValueStore,
  type KeyValueCommand,
  type KeyValueState,
} from "../../src/protocols/services/index.ts";
import type { MapZab as V } from "../conformance/zab-candidate.ts";

type Options = Configuration<KeyValueState, KeyValueCommand, string | null | boolean>;
type Step = Protocol<V>["step"];

/** Zab with one thing done otherwise. */
export interface ZabVariant {
  readonly name: string;
  readonly processes: number;
  readonly protocol: Protocol<V>;
}

const sound = soundRules<KeyValueState, KeyValueCommand, string | null | boolean>();

const among = (processes: number, options: Omit<Options, "processes" | "service"> = {}): Protocol<V> =>
  zab({ processes, service: keyValueStore, snapshotEvery: 5, ...options });

const withRules = (name: string, processes: number, rules: NonNullable<Options["rules"]>): ZabVariant => ({
  name,
  processes,
  protocol: among(processes, { rules }),
});

const withStep = (name: string, processes: number, change: (step: Step) => Step): ZabVariant => {
  const right = among(processes);
  return { name, processes, protocol: { ...right, step: change(right.step) } };
};

export const mutants: readonly ZabVariant[] = [
  withRules("what a deposed leader proposed is kept, after the new leader's history", 3, {
    synchronised: (state, _epoch, history) => (history.length <= state.length ? null : history),
  }),
  withRules("a leader takes the latest epoch that there was", 3, {
    nextEpoch: (accepted) => Math.max(1, ...accepted),
    mayAccept: (accepted, epoch) => epoch >= accepted.epoch,
  }),
  withRules("transactions are delivered as their commits come, past those before", 3, {
    deliversNext: ({ log, length, replica }, committed) => {
      const found = itemsFrom(log, replica.delivered).find(
        ({ index, item }) => index < length && compareZxids(item.zxid, committed) === 0,
      );
      return found?.index ?? null;
    },
  }),
  withRules("a follower takes proposals of any epoch, from any leader", 3, {
    takes: ({ role }) => role.kind === "following",
  }),
  withStep("the history is not written to disk", 3, (step) => (state, input, context) => {
    const { state: next, effects } = step(state, input, context);
    return { state: next, effects: effects.filter(({ kind }) => kind !== "persist") };
  }),
];

export const rightVariants: readonly ZabVariant[] = [
  { name: "frequent snapshots", processes: 3, protocol: among(3) },
  { name: "no snapshots", processes: 3, protocol: among(3, { snapshotEvery: Infinity }) },
  withRules("epochs with gaps between them", 3, {
    nextEpoch: (accepted) => sound.nextEpoch(accepted) + 2,
  }),
  withRules("a leader that waits for all to synchronise before it broadcasts", 3, {
    mayBroadcast: (synchronised) => synchronised === 3,
  }),
];
