import type { Model, Sometimes } from "../../check/index.ts";
import {
  isAbove,
  sameBallot,
  type Ballot,
  type Effect,
  type NodeId,
  type Protocol,
} from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import { commandsIn, logEventIn, type MultiPaxos } from "../../protocols/multi-paxos/index.ts";
import { essence } from "./multi-paxos-essence.ts";

/** A log so short, and its leaders so few, that all orders of events can be gone through. */
export interface LogBounds<S, C, R> {
  /** To be explored with slots of one command, a window as long as the log, and without leader stickiness. */
  readonly protocol: Protocol<MultiPaxos<S, C, R>>;
  readonly nodes: number | readonly string[];
  readonly slots: number;
  /** The command of client 0, of client 1, …, each asked for once, at this node. */
  readonly asked: readonly { readonly node: NodeId; readonly command: C }[];
  /** The ballots that may be led. */
  readonly ballots: readonly Ballot[];
  readonly crashes?: number;
  /**
   * `essential`: states that differ by nothing that could break the log count as one (see ./multi-paxos-essence.ts). A
   * hundred times fewer, but not what one would show to a reader; by default all.
   */
  readonly states?: "all" | "essential" | "essential, nacks unsaid";
}

/**
 * Multi-Paxos, and every order of events within these bounds.
 *
 * No heartbeat, question or forwarded command arrives, and no leader repeats itself. For safety that is no loss, as
 * any message may be late for ever; but a command can be asked for only at a node that leads sooner or later.
 */
export function multiPaxosModel<S, C, R>(bounds: LogBounds<S, C, R>): Model<MultiPaxos<S, C, R>> {
  type V = MultiPaxos<S, C, R>;
  const { protocol, nodes, slots, asked, ballots, crashes = 0, states = "all" } = bounds;
  const isReduced = states !== "all";
  const small = withoutHelp(protocol);
  const highest = ballots.reduce((a, b) => (isAbove(a, b) ? a : b));
  return {
    protocol: isReduced ? essence(small, ballots, states === "essential" ? "said" : "unsaid") : small,
    nodes,
    requests: asked.map(({ node, command }, client) => ({
      node,
      request: { kind: "execute", client, sequence: 0, command },
    })),
    properties: [logAgreement<V>(logEventIn), appliedInOrder<V>(logEventIn), atMostOnce<V>(logEventIn)],
    sometimes: expected(bounds),
    crashes: { most: crashes, strikes: isReduced ? "between steps" : "within steps" },
    // Commands asked for at one node may change names: their order there makes no difference.
    requestOrder: isReduced ? "listed" : "any",
    // So many combinations are thinkable that looking ahead takes longer than the search.
    deadMessages: isReduced ? "kept" : "left out",
    within: {
      name: `${slots === 1 ? "1 slot" : `${slots} slots`}, ballots ${ballots.map(({ round, node }) => `${round}.${node}`).join(", ")}`,
      state: ({ promised, replica }) =>
        replica.next <= slots && (promised === null || !isAbove(promised, highest)),
      message: (message) =>
        message.kind !== "prepare" || ballots.some((ballot) => sameBallot(ballot, message.ballot)),
    },
  };
}

/** What only helps on the way. */
const helpful: readonly string[] = ["heartbeat", "alive", "missing", "forward"];

function withoutHelp<S, C, R>(protocol: Protocol<MultiPaxos<S, C, R>>): Protocol<MultiPaxos<S, C, R>> {
  const isEssential = (effect: Effect<MultiPaxos<S, C, R>>): boolean => {
    if (effect.kind === "send") return !helpful.includes(effect.message.kind);
    return effect.kind !== "set-timer" || effect.timer === "election";
  };
  return {
    ...protocol,
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      return { state: next, effects: effects.filter(isEssential) };
    },
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected<S, C, R>({
  slots,
  asked,
  ballots,
}: LogBounds<S, C, R>): readonly Sometimes<MultiPaxos<S, C, R>>[] {
  const applied: Sometimes<MultiPaxos<S, C, R>> = {
    name: "every slot is applied",
    event: (_node, event) =>
      event.kind === "decide" && event.decision.kind === "applied" && event.decision.slot === slots - 1,
  };
  const adopted: Sometimes<MultiPaxos<S, C, R>> = {
    name: "a leader adopts what was proposed at a lower ballot",
    event: (node, event) =>
      event.kind === "send" &&
      event.message.kind === "accept" &&
      commandsIn(event.message.value).some(({ client }) => asked[client]?.node !== node),
  };
  return ballots.length > 1 ? [applied, adopted] : [applied];
}
