import type { Model, Sometimes } from "../../check/index.ts";
import { nodes, type Effect, type NodeId, type Protocol, type Service } from "../../core/index.ts";
import { among, logAgreement } from "../../properties/index.ts";
import { byzantineGroup, unauthenticated } from "../../protocols/byzantine/index.ts";
import { hotStuff, logEventIn, type Rules, type View } from "../../protocols/hotstuff/index.ts";
import { liar, liarWith, type Heard, type Liar, type Planning } from "./hotstuff-liar.ts";

type V = Planning;

export interface HotStuffBounds {
  /** The names of the nodes; the first leads all views. */
  readonly names: readonly string[];
  /** How many of them lie: the first, and then the last ones. */
  readonly liars: number;
  /** The branches that the leader lets grow out of genesis: of each the views of its blocks, every block the parent of the next. */
  readonly branches: readonly (readonly View[])[];
  readonly rules?: Partial<Rules>;
  /** Of which blocks the leader also shows the certificate before there is a block that carries it. By default of all. */
  readonly shows?: "all" | "last";
}

const plans: Service<readonly string[], string, string> = {
  name: "plans",
  initial: [],
  apply: (carried, plan) => ({ state: [...carried, plan], result: plan }),
};

/**
 * Chained HotStuff with a leader that lies: it lets branches grow side by side, and whatever it can say about their blocks
 * it says to everybody; in every order of events, any number of times, or never.
 *
 * It cannot make up votes, so a certificate is there once enough have voted, and not before; that signatures are looked at
 * is not looked at here. Views begin on the liar's word, more often than they should, and no correct node leads: nothing
 * but progress hangs on that.
 */
export function hotStuffModel(bounds: HotStuffBounds): Model<V> {
  const { names, liars, branches, rules = {}, shows = "all" } = bounds;
  const group = byzantineGroup(names.length);
  const votes = group.quorum - liars;
  const correct = nodes(names.length - liars + 1).filter((node) => node !== liar);
  const protocol = hotStuff({
    group,
    service: plans,
    tenure: Number.MAX_SAFE_INTEGER,
    authentication: unauthenticated,
    rules: { ...rules, isCertified: () => true, isEntered: () => true, isAsked: () => true },
  });
  return {
    protocol: underLiar(protocol, liarWith({ branches, correct, votes, shows })),
    nodes: names.slice(0, correct.length + 1),
    // That each node goes through the log in order tells nodes apart, and hangs on nobody else.
    properties: [among(correct, logAgreement<V>(logEventIn))],
    sometimes: branches.map((_, nth) => committed(`plan ${nth + 1}`, correct)),
    // What has been said can be said again: so it makes no difference to a state what has arrived, but only what came of it.
    network: { kind: "set" },
    // Nothing leaves such a network, so to look ahead for messages without a meaning would save nothing.
    deadMessages: "kept",
    timers: "off",
    symmetry: { nodes: correct, idsUnder: ["signer", "voters"] },
    within: {
      name: `the leader lets ${branches.length} branches grow, in views ${branches.map((views) => views.join(", ")).join(" and ")}`,
    },
  };
}

/** What correct nodes say to the liar, and to nobody else: votes. All else it knows. */
function underLiar(protocol: Protocol<V>, { hears }: Liar): Protocol<V> {
  const isKept = (effect: Effect<V>): boolean =>
    effect.kind === "decide" || (effect.kind === "send" && effect.message.kind === "vote");
  return {
    name: `${protocol.name}; node ${liar} lies`,
    // The state of a liar is no state of the protocol's, though the types do not say so: nothing looks at it.
    initial: (self) => (self === liar ? ([] as Heard as unknown as V["state"]) : protocol.initial(self)),
    step(state, input, context) {
      if (context.self === liar) {
        const { heard, effects } = hears(state as unknown as Heard, input);
        return { state: heard as unknown as V["state"], effects };
      }
      const { state: next, effects } = protocol.step(state, input, context);
      return { state: essential(next, state), effects: effects.filter(isKept) };
    },
  };
}

/** Without what nothing looks at but the timer of a view, and a leader. */
function essential(state: V["state"], before: V["state"]): V["state"] {
  if (state === before) return before;
  const { entry, genericQC } = state;
  const isPast = entry !== null && entry.view <= genericQC.view + 1;
  return { ...state, entry: isPast ? null : entry, published: 0, pacemaker: { timeouts: 0, backoff: 0 } };
}

const committed = (plan: string, correct: readonly NodeId[]): Sometimes<V> => ({
  name: `“${plan}” is committed`,
  event: (node, event) =>
    correct.includes(node) &&
    event.kind === "decide" &&
    event.decision.kind === "applied" &&
    event.decision.commands.some(({ command }) => command === plan),
});
