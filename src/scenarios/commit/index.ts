import {
  milliseconds,
  nodes,
  type Duration,
  type NodeId,
  type Protocol,
  type Time,
  type Vocabulary,
} from "../../core/index.ts";
import { paxosCommit } from "../../protocols/paxos-commit/index.ts";
import { twoPhaseCommit } from "../../protocols/two-phase-commit/index.ts";
import { simulate, type Network } from "../../sim/index.ts";
import { drains } from "../bmc/proposals.ts";
import { committee } from "../bmc/takeover.ts";
import { countMessages, type MessageCounts, type Scenario, type SeededOptions } from "../scenario.ts";

export interface CommitOptions extends SeededOptions {
  readonly by: "two-phase commit" | "Paxos Commit";
  /** When the coordinator dies for good: with all votes cast and its first order to commit unsent; or never. */
  readonly dies: "before it tells" | "never";
  /** How long a participant waits before it asks, and a leader before it takes over. */
  readonly patience: Duration;
  readonly untilTime: Time;
}

export interface CommitSummary {
  readonly outcomes: readonly ParticipantOutcome[];
  /** Participants that are alive, bound by their vote, and have not learned the outcome by the end. */
  readonly blocked: readonly string[];
  readonly messages: MessageCounts;
}

interface ParticipantOutcome {
  readonly name: string;
  readonly outcome: "commit" | "abort" | null;
  readonly at: Time | null;
}

/** What both protocols look like from outside. */
interface Committing extends Vocabulary {
  readonly message: { readonly kind: string };
  readonly request: { readonly kind: "propose"; readonly value: string };
  readonly decision: { readonly outcome: "commit" | "abort"; readonly value: string };
}

const participants = nodes(committee.length);
const coordinator: NodeId = 0;

const network: Network = {
  latency: { kind: "uniform", min: milliseconds(5), max: milliseconds(15) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

/**
 * The wards spend the fund together or not at all, and the one who coordinates dies at the worst moment. The same fault
 * for both protocols; each ward is a participant, and for Paxos Commit also an acceptor and a possible leader.
 */
export const bmcCommit: Scenario<CommitOptions, Committing, CommitSummary> = {
  name: "bmc-commit",
  title: "The coordinator dies with every vote cast",
  defaults: {
    seed: 3,
    by: "two-phase commit",
    dies: "before it tells",
    patience: milliseconds(50),
    untilTime: milliseconds(600),
  },
  run(changes = {}) {
    const { seed, by, dies, patience, untilTime } = { ...bmcCommit.defaults, ...changes };
    const run = simulate<Committing>({
      protocol: protocolFor(by, patience),
      nodes: committee,
      seed,
      network,
      schedule: [
        {
          at: 0,
          action: { kind: "request", node: coordinator, request: { kind: "propose", value: drains } },
        },
      ],
      crashBefore:
        dies === "never"
          ? []
          : [
              {
                node: coordinator,
                effect: (effect) => effect.kind === "send" && effect.message.kind === "commit",
              },
            ],
      untilTime,
    });
    const outcomes = participants.map((node): ParticipantOutcome => {
      const learned = run.decisions.find((decided) => decided.node === node);
      return {
        name: committee[node]!,
        outcome: learned?.decision.outcome ?? null,
        at: learned?.at ?? null,
      };
    });
    const blocked = outcomes.filter(({ outcome }, node) => outcome === null && run.states[node] !== null);
    return {
      title: `${by}: ${dies === "never" ? "nobody dies" : "the coordinator dies with every vote cast"}`,
      trace: run.trace,
      summary: { outcomes, blocked: blocked.map(({ name }) => name), messages: countMessages(run.trace) },
      groupOf: (node) => committee[node]!,
      run,
    };
  },
};

function protocolFor(by: CommitOptions["by"], patience: Duration): Protocol<Committing> {
  if (by === "two-phase commit") {
    return twoPhaseCommit<string>({ coordinator, participants, patience });
  }
  const all = { resourceManagers: participants, acceptors: participants, leaders: participants };
  return paxosCommit<string>({ ...all, patience });
}
