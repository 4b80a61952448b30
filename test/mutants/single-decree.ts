import { sameBallot, unchanged, type QuorumSystem } from "../../src/core/index.ts";
import {
  acceptorRole,
  learnerRole,
  proposerRole,
  type AcceptorTransition,
  type ProposerState,
  type Roles,
} from "../../src/protocols/single-decree/index.ts";

/** Single-decree Paxos with one thing done otherwise. */
export interface Variant {
  /** What is done otherwise, as a sentence about the role. */
  readonly name: string;
  /** In how many nodes it shows; 3 if not said. */
  readonly nodes?: number;
  readonly roles: Partial<Roles<string>>;
}

const acceptor = acceptorRole<string>();
const proposer = proposerRole<string>();
const learner = learnerRole<string>();

type Effects = AcceptorTransition<string>["effects"];

const withEffects = (
  { state, effects }: AcceptorTransition<string>,
  change: (effects: Effects) => Effects,
): AcceptorTransition<string> => ({ state, effects: change(effects) });

const withoutPersist = (effects: Effects): Effects => effects.filter(({ kind }) => kind !== "persist");

const speakingFirst = (effects: Effects): Effects => [
  ...withoutPersist(effects),
  ...effects.filter(({ kind }) => kind === "persist"),
];

const withoutReports = (effects: Effects): Effects =>
  effects.map((effect) =>
    effect.kind === "send" && effect.message.kind === "promise"
      ? { ...effect, message: { ...effect.message, accepted: null } }
      : effect,
  );

/** The state with another opinion on what has been reported so far. */
function withReport(
  state: ProposerState<string>,
  change: (reported: Preparing["highestAccepted"]) => Preparing["highestAccepted"],
): ProposerState<string> {
  if (state.phase.kind !== "preparing") return state;
  return { ...state, phase: { ...state.phase, highestAccepted: change(state.phase.highestAccepted) } };
}

type Preparing = Extract<ProposerState<string>["phase"], { kind: "preparing" }>;

/** The same quorums to somebody who sees one acceptor that is not there. */
const withPhantom = (quorums: QuorumSystem): QuorumSystem => ({
  ...quorums,
  isPhase1Quorum: (members) => quorums.isPhase1Quorum([-1, ...members]),
  isPhase2Quorum: (members) => quorums.isPhase2Quorum([-1, ...members]),
});

/** The three bugs that every suite for Paxos must find. */
export const classicMutants: readonly Variant[] = [
  {
    name: "the acceptor accepts whatever it has promised",
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          acceptor.onAccept({ ...state, promised: null }, from, message, learners),
      },
    },
  },
  {
    name: "the promise does not report what was accepted",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), withoutReports),
      },
    },
  },
  {
    name: "the promise is not written to disk",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), withoutPersist),
      },
    },
  },
];

const acceptorMutants: readonly Variant[] = [
  {
    name: "the acceptance is not written to disk",
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), withoutPersist),
      },
    },
  },
  {
    name: "the acceptor speaks before it writes",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), speakingFirst),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), speakingFirst),
      },
    },
  },
  {
    name: "to accept does not raise the promise",
    roles: {
      acceptor: {
        ...acceptor,
        onAccept(state, from, message, learners) {
          const { state: next, effects } = acceptor.onAccept(state, from, message, learners);
          const kept = { ...next, promised: state.promised };
          return {
            state: kept,
            effects: effects.map((effect) =>
              effect.kind === "persist" ? { ...effect, value: kept } : effect,
            ),
          };
        },
      },
    },
  },
];

const proposerMutants: readonly Variant[] = [
  {
    name: "the proposer adopts the first value reported",
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const isFirst = state.phase.kind === "preparing" && state.phase.highestAccepted === null;
          const heeded = isFirst ? message : { ...message, accepted: null };
          return proposer.onPromise(state, from, heeded, context);
        },
      },
    },
  },
  {
    name: "the proposer adopts the last value reported",
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(
            withReport(state, (reported) => (message.accepted === null ? reported : null)),
            from,
            message,
            context,
          ),
      },
    },
  },
  {
    name: "the proposer insists on its own value",
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(state, from, { ...message, accepted: null }, context),
      },
    },
  },
  {
    name: "the proposer begins again with round 1 after a restart",
    roles: {
      proposer: {
        ...proposer,
        onPropose: (state, value, context) => proposer.onPropose({ ...state, highest: null }, value, context),
      },
    },
  },
  {
    name: "the proposer counts promises, not acceptors",
    // Of three, two promises of one other node make no quorum that its own and one other would not.
    nodes: 5,
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const nth = state.phase.kind === "preparing" ? state.phase.promises.length : from;
          return proposer.onPromise(state, nth, message, context);
        },
      },
    },
  },
  {
    name: "the proposer counts promises made for its earlier ballots",
    roles: {
      proposer: {
        ...proposer,
        onPromise(state, from, message, context) {
          const ballot = state.phase.kind === "preparing" ? state.phase.ballot : message.ballot;
          return proposer.onPromise(state, from, { ...message, ballot }, context);
        },
      },
    },
  },
  {
    name: "the proposer is content with one promise too few",
    roles: {
      proposer: {
        ...proposer,
        onPromise: (state, from, message, context) =>
          proposer.onPromise(state, from, message, { ...context, quorums: withPhantom(context.quorums) }),
      },
    },
  },
];

const learnerMutants: readonly Variant[] = [
  {
    name: "the learner is content with one acceptor too few",
    roles: {
      learner: {
        ...learner,
        onAccepted: (state, from, message, quorums) =>
          learner.onAccepted(state, from, message, withPhantom(quorums)),
      },
    },
  },
  {
    name: "the learner adds up acceptances at different ballots",
    roles: {
      learner: {
        ...learner,
        onAccepted: (state, from, message, quorums) =>
          learner.onAccepted(state, from, { ...message, ballot: { round: 0, node: 0 } }, quorums),
      },
    },
  },
];

/** Every way in which single-decree Paxos is broken on purpose. */
export const mutants: readonly Variant[] = [
  ...classicMutants,
  ...acceptorMutants,
  ...proposerMutants,
  ...learnerMutants,
];

/** Unusual and right: a suite that fails these asks for more than consensus. */
export const rightVariants: readonly Variant[] = [
  {
    name: "the acceptor accepts only at the very ballot it promised",
    roles: {
      acceptor: {
        ...acceptor,
        onAccept: (state, from, message, learners) =>
          state.promised !== null && sameBallot(state.promised, message.ballot)
            ? acceptor.onAccept(state, from, message, learners)
            : unchanged(state),
      },
    },
  },
  {
    name: "the acceptor never says no",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) =>
          withEffects(acceptor.onPrepare(state, from, message), withoutNacks),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), withoutNacks),
      },
    },
  },
  {
    name: "the acceptor says everything twice",
    roles: {
      acceptor: {
        ...acceptor,
        onPrepare: (state, from, message) => withEffects(acceptor.onPrepare(state, from, message), twice),
        onAccept: (state, from, message, learners) =>
          withEffects(acceptor.onAccept(state, from, message, learners), twice),
      },
    },
  },
];

function withoutNacks(effects: Effects): Effects {
  return effects.filter((effect) => effect.kind !== "send" || effect.message.kind !== "nack");
}

function twice(effects: Effects): Effects {
  return effects.flatMap((effect): Effects => (effect.kind === "send" ? [effect, effect] : [effect]));
}
