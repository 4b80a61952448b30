import { sameData } from "../../src/core/index.ts";
import { unauthenticated } from "../../src/protocols/byzantine/index.ts";
import { soundRules, type Rules } from "../../src/protocols/pbft/index.ts";
import type { KeyValueCommand } from "../../src/protocols/services/index.ts";
import type { WayToMisbehave } from "../conformance/misbehaving.ts";
import type { PbftOptions } from "../conformance/pbft-candidate.ts";
import type { Cast } from "../conformance/pbft-storms.ts";

/** PBFT with one thing done otherwise. */
export interface PbftVariant {
  readonly name: string;
  /** What the faulty one among four does. */
  readonly behaviour: WayToMisbehave | null;
  readonly about?: NonNullable<Cast["about"]>;
  /** The first storm that is worth the time; by default 1. */
  readonly from?: number;
  readonly options: PbftOptions;
}

type MapRules = Rules<KeyValueCommand>;

const sound = soundRules<KeyValueCommand>();

const breaking = (
  name: string,
  behaviour: PbftVariant["behaviour"],
  rules: Partial<MapRules>,
): PbftVariant => ({ name, behaviour, options: { rules } });

/** Those that storms find. */
export const mutants: readonly PbftVariant[] = [
  breaking("executed at prepared", "lying", { isCommitted: () => true, mayExecute: sound.isPrepared }),
  {
    ...breaking("a new view is believed unverified", "lying", { isJustified: () => true }),
    about: ["new-view"],
    from: 170,
  },
  {
    ...breaking("a view change is believed unverified", "lying", { isSoundViewChange: () => true }),
    about: ["view-change"],
    from: 160,
  },
  breaking("a state is believed without the proof of its checkpoint", "lying", {
    isSoundState: () => true,
  }),
  breaking("a new view carries nothing over", null, { chosenBatches: () => [] }),
  breaking("a new view leaves gaps where nothing has prepared", "equivocating", {
    chosenBatches: (viewChanges) => sound.chosenBatches(viewChanges).filter(({ batch }) => batch.length > 0),
  }),
  breaking("a client trusts one reply", "lying", {
    believed: ([first]) => (first === undefined ? null : { result: first.result }),
  }),
  breaking("a client trusts the majority of the replies that it has", "lying", {
    believed: (replies) => {
      const found = replies.find(
        ({ result }) => 2 * replies.filter((other) => sameData(other.result, result)).length > replies.length,
      );
      return found === undefined ? null : { result: found.result };
    },
  }),
  breaking("replies of one sender are counted twice", "lying", {
    counted: (votes, vote) => (vote.kind === "reply" ? [...votes, vote] : sound.counted(votes, vote)),
  }),
  {
    name: "nobody checks who says something",
    behaviour: "lying",
    options: { authentication: unauthenticated },
  },
  {
    name: "any two of four are a quorum",
    behaviour: "equivocating",
    options: { group: { nodes: 4, faults: 1, quorum: 2 } },
  },
];

export const rightVariants: readonly PbftVariant[] = [
  breaking("a client waits for a quorum of replies", "lying", {
    believed: (replies, group) => sound.believed(replies, { ...group, faults: group.quorum - 1 }),
  }),
  breaking("no water marks", "equivocating", { isInWindow: (sequence, low) => sequence > low }),
];
