import {
  createRandom,
  milliseconds,
  nodes as nodesOf,
  seconds,
  type Duration,
  type NodeId,
  type Protocol,
  type Vocabulary,
} from "../../../core/index.ts";
import { agreementOn } from "../../../properties/index.ts";
import { paxosCommit } from "../../../protocols/paxos-commit/index.ts";
import { twoPhaseCommit } from "../../../protocols/two-phase-commit/index.ts";
import { calmNetwork, simulate, type Network, type Scheduled } from "../../../sim/index.ts";
import { WireMeter } from "../../../wire/index.ts";
import { fairTiming } from "./contestant.ts";
import { opening } from "./schedule.ts";

/**
 * Protocols that commit a transaction, everywhere or nowhere. They keep no log, so what is compared of logs does not apply
 * to them; what they have in common with logs is that somebody leads, who may crash.
 */
export const commitProtocols = ["Two-phase commit", "Paxos Commit"] as const;

export type CommitProtocol = (typeof commitProtocols)[number];

export interface CommitTrialOptions {
  readonly protocol: CommitProtocol;
  /** There are 2f + 1 participants; for Paxos Commit they are acceptors too, of which f may crash. */
  readonly f: number;
  readonly seed: number;
}

/** What came of a transaction whose coordinator crashed in the middle of it, f - 1 others with it, and stayed away. */
export interface CommitReport {
  /** When they crashed, from the transaction's beginning. */
  readonly crashedAfter: Duration;
  readonly outcome: "commit" | "abort" | null;
  /** Participants that are up, bound by their vote, and after five seconds still do not know the outcome. */
  readonly blocked: readonly NodeId[];
  /** From the crash until the last of those knew it; null if some never did, 0 if all knew before or are bound by nothing. */
  readonly wait: Duration | null;
  /** Null unless one committed and another aborted. */
  readonly problem: string | null;
}

/** What a transaction costs when nothing fails. */
export interface CommitCosts {
  /** Until every participant knows the outcome, in one-way delays of the network. */
  readonly delays: number;
  readonly messages: number;
  readonly bytes: number;
}

/** What both protocols look like from outside. */
interface Committing extends Vocabulary {
  readonly message: { readonly kind: string; readonly ballot?: unknown };
  readonly request: { readonly kind: "propose"; readonly value: string };
  readonly decision: { readonly outcome: "commit" | "abort"; readonly value: string };
}

const coordinator: NodeId = 0;

/** In a calm network a transaction is over by then, or nearly always. */
const usualLength: Duration = milliseconds(12);

const begin: Scheduled<Committing> = {
  at: opening,
  action: { kind: "request", node: coordinator, request: { kind: "propose", value: "transfer 5" } },
};

/** Its coordinator crashes at a moment of the transaction that the seed says, and f - 1 others at the same time. */
export function commitTrial({ protocol, f, seed }: CommitTrialOptions): CommitReport {
  const random = createRandom(seed).fork();
  const crashedAfter = random.integer(0, usualLength);
  const at = opening + crashedAfter;
  const others = random.shuffle(nodesOf(2 * f + 1).slice(1)).slice(0, f - 1);
  /** Those who have voted and have not been told. */
  const bound = new Set<NodeId>();
  let lastTold = at;
  const { decisions, states, violation } = simulate<Committing>({
    protocol: protocolFor(protocol, f),
    nodes: 2 * f + 1,
    seed,
    network: calmNetwork,
    schedule: [
      begin,
      ...[coordinator, ...others].map((node) => ({ at, action: { kind: "crash" as const, node } })),
    ],
    properties: [agreementOn(({ outcome }) => outcome)],
    trace: "off",
    observer: (event) => {
      if (event.kind === "crash") bound.delete(event.node);
      if (event.kind === "send" && isVote(event.message)) bound.add(event.node);
      if (event.kind === "decide" && bound.delete(event.node)) lastTold = Math.max(lastTold, event.at);
    },
    untilTime: at + seconds(5),
  });
  const blocked = [...bound].filter((node) => states[node] !== null).sort((a, b) => a - b);
  return {
    crashedAfter,
    outcome: decisions[0]?.decision.outcome ?? null,
    blocked,
    wait: blocked.length === 0 ? lastTold - at : null,
    problem: violation?.problem ?? null,
  };
}

export function commitCosts(protocol: CommitProtocol, f: number): CommitCosts {
  const delay = milliseconds(1);
  const network: Network = {
    latency: { kind: "constant", latency: delay },
    loss: 0,
    duplication: 0,
    ordering: "fifo",
  };
  const wire = new WireMeter<Committing>();
  const { decisions } = simulate<Committing>({
    protocol: protocolFor(protocol, f),
    nodes: 2 * f + 1,
    seed: 1,
    network,
    schedule: [begin],
    observer: (event) => wire.see(event),
    untilTime: opening + fairTiming.patience / 2,
  });
  const { messages, bytes } = wire.reading.total;
  return { delays: (Math.max(...decisions.map(({ at }) => at)) - opening) / delay, messages, bytes };
}

/** In Paxos Commit a participant votes by proposing, to all acceptors, that it is prepared. */
function isVote({ kind, ballot }: Committing["message"]): boolean {
  return kind === "vote-yes" || (kind === "2a" && ballot === null);
}

function protocolFor(protocol: CommitProtocol, f: number): Protocol<Committing> {
  const participants = nodesOf(2 * f + 1);
  const { patience } = fairTiming;
  switch (protocol) {
    case "Two-phase commit":
      return twoPhaseCommit<string>({ coordinator, participants, patience });
    case "Paxos Commit": {
      const roles = { resourceManagers: participants, acceptors: participants, leaders: nodesOf(f + 1) };
      return paxosCommit<string>({ ...roles, patience });
    }
  }
}
