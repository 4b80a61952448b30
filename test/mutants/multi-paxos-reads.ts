import type { Protocol } from "../../src/core/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../../src/properties/index.ts";
import { soundRules, type Configuration, type Lease } from "../../src/protocols/multi-paxos/index.ts";
import type { KeyValueState } from "../../src/protocols/services/index.ts";
import type { MapPaxos } from "../conformance/multi-paxos-candidate.ts";
import { readCandidate } from "../conformance/reads.ts";
import type { LogVariant } from "./multi-paxos.ts";

type Rules = NonNullable<Configuration<KeyValueState, KeyValueOperation, KeyValueResult>["rules"]>;
type State = MapPaxos["state"];

const sound = soundRules<KeyValueState, KeyValueOperation, KeyValueResult>();

const withRules = (rules: Rules): Protocol<MapPaxos> => readCandidate("variant", 3, { rules }).protocol;

const right = withRules({});

/** A leader's lease as its disk would keep it. */
type Kept = { readonly kept?: Lease | null };

const leaseOf = ({ role }: State): Lease | null => (role.kind === "leading" ? role.lease : null);

/** A node that also writes down its lease, and goes on answering by it after a restart. */
const keepsLease: Protocol<MapPaxos> = (() => {
  const serving = withRules({
    mayServe(state, now) {
      const { kept = null } = state as State & Kept;
      return sound.mayServe(state, now) || (kept !== null && now < kept.until);
    },
  });
  return {
    ...serving,
    step(state, input, context) {
      const { state: next, effects } = serving.step(state, input, context);
      const onDisk = input.kind === "start" ? (input.persisted as Kept | null)?.kept : undefined;
      const kept =
        leaseOf(next) ?? onDisk ?? (leaseOf(state) === null ? (state as State & Kept).kept : null) ?? null;
      return {
        state: { ...next, kept },
        effects: effects.map((effect) =>
          effect.kind === "persist" ? { ...effect, value: { ...effect.value, kept } } : effect,
        ),
      };
    },
  };
})();

export const readMutants: readonly LogVariant[] = [
  {
    name: "the lease is timed from the receipt of the answer",
    protocol: withRules({ leaseFrom: (_sentAt, answeredAt) => answeredAt }),
  },
  {
    name: "the lease is as long as the others' patience, as if clocks were true",
    protocol: withRules({ leaseLength: (patience) => patience }),
  },
  {
    name: "a leader answers without a lease",
    protocol: withRules({ mayServe: ({ role }) => role.kind === "leading" }),
  },
  {
    name: "a new leader answers before it has applied what its election brought to light",
    protocol: withRules({
      mayServe: ({ role }, now) => role.kind === "leading" && role.lease !== null && now < role.lease.until,
    }),
  },
  {
    name: "those who are loyal promise others all the same",
    protocol: withRules({ isLoyal: ({ kind }) => kind === "leading" }),
  },
  { name: "a node that restarts goes on answering by its lease", protocol: keepsLease },
  {
    name: "a read by quorum goes as far as the least that it was told",
    protocol: withRules({ readsUpTo: (one, other) => Math.min(one, other) }),
  },
  {
    name: "a read by quorum goes as far as its own node has accepted",
    protocol: withRules({ readsUpTo: (own) => own }),
  },
  { name: "a read does not wait for what it is told of", protocol: withRules({ mayAnswer: () => true }) },
];

export const rightReadVariants: readonly LogVariant[] = [
  { name: "small slots and snapshots", protocol: right },
  {
    name: "a lease of half the length",
    protocol: withRules({ leaseLength: (patience, drift) => sound.leaseLength(patience, drift) / 2 }),
  },
  {
    name: "a leader that answers only when nothing is under way",
    protocol: withRules({
      mayServe: (state, now) =>
        sound.mayServe(state, now) && state.role.kind === "leading" && state.role.inFlight.length === 0,
    }),
  },
  {
    name: "a read by quorum that goes a slot further",
    protocol: withRules({ readsUpTo: (one, other) => Math.max(one, other) + 1 }),
  },
];
