import { unchanged, type Input, type NodeId, type Protocol } from "../../core/index.ts";
import { onPhase1a, onPhase2a } from "./acceptor.ts";
import { begin, onInquire, onPhase1b, onPhase2b, takeOver, takeOverTimer } from "./leader.ts";
import { inquire, onOutcome, onPrepare, waitForOutcome } from "./resource-manager.ts";
import type {
  Act,
  Durable,
  Message,
  NodeState,
  PaxosCommit,
  PaxosCommitOptions,
  Turn,
} from "./vocabulary.ts";

/**
 * Paxos Commit: all resource managers commit or all abort, and no crash of a minority of acceptors, the leader's included,
 * leaves anybody waiting.
 *
 * Source: Gray and Lamport, *Consensus on Transaction Commit*, ACM TODS 31(1), 2006. Left out is what saves messages in section 4:
 * acceptors that send all votes to the leader in one message, and votes that go to F + 1 acceptors only while nobody fails.
 */
export function paxosCommit<V>(options: PaxosCommitOptions): Protocol<PaxosCommit<V>> {
  return {
    name: "Paxos Commit",
    initial: () => blank,
    step: (state, input, { self }) => step(state, input, self, options),
  };
}

const blank: NodeState<never> = {
  rm: { kind: "working" },
  acceptor: { mbal: null, accepted: [] },
  leader: { value: null, highest: null, phase: { kind: "listening" }, tallies: [], outcome: null },
};

function step<V>(
  state: NodeState<V>,
  input: Input<PaxosCommit<V>>,
  self: NodeId,
  options: PaxosCommitOptions,
): Turn<V> {
  switch (input.kind) {
    case "start":
      return input.persisted === null ? unchanged(state) : recover(state, input.persisted, self, options);
    case "request":
      return options.leaders.includes(self)
        ? begin(state, self, input.request.value, options)
        : unchanged(state);
    case "timer":
      return input.timer === "inquire" ? inquire(state, options) : takeOver(state, self, options);
    case "message":
      return onMessage(state, input.from, self, input.message, options);
  }
}

function onMessage<V>(
  state: NodeState<V>,
  from: NodeId,
  self: NodeId,
  message: Message<V>,
  options: PaxosCommitOptions,
): Turn<V> {
  switch (message.kind) {
    case "prepare":
      return onPrepare(state, self, message.value, options);
    case "1a":
      return onPhase1a(state, from, message.ballot);
    case "1b":
      return onPhase1b(state, from, message, options);
    case "2a":
      return onPhase2a(state, message, options);
    case "2b":
      return onPhase2b(state, from, self, message, options);
    case "inquire":
      return onInquire(state, from, self, message.value, options);
    case "commit":
    case "abort":
      return onOutcome(state, self, message.kind, message.value, options);
  }
}

/** A resource manager goes on waiting where it was prepared; a leader has forgotten what it had only heard. */
function recover<V>(
  fresh: NodeState<V>,
  { rm, acceptor, highest, outcome }: Durable<V>,
  self: NodeId,
  options: PaxosCommitOptions,
): Turn<V> {
  const { leader } = fresh;
  const state: NodeState<V> = { rm, acceptor, leader: { ...leader, highest, ...outcome } };
  const effects: Act<V>[] = [];
  if (rm.kind === "prepared") effects.push(waitForOutcome(options));
  if (options.leaders.includes(self) && outcome === null && rm.kind === "prepared") {
    effects.push(takeOverTimer(self, options));
    return { state: { ...state, leader: { ...state.leader, value: rm.value } }, effects };
  }
  return { state, effects };
}
