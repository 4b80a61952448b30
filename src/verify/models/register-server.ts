import {
  broadcast,
  compareBallots,
  majoritySize,
  sameBallot,
  unchanged,
  withNode,
  type Ballot,
  type Input,
  type NodeId,
  type NodeSet,
  type Transition,
} from "../../core/index.ts";
import type { Accepted, Message, Proposal, RegisterPaxos } from "./register-vocabulary.ts";

/** What one of the three servers knows. */
export interface Server {
  readonly ballot: Ballot;
  /** As leader: what it proposes, who has prepared with what accepted before, and who has accepted. */
  readonly proposal: Proposal | null;
  readonly prepares: readonly Prepared[];
  readonly accepts: NodeSet;
  /** As acceptor. */
  readonly accepted: Accepted | null;
  readonly isDecided: boolean;
}

interface Prepared {
  readonly node: NodeId;
  readonly accepted: Accepted | null;
}

export const newServer: Server = {
  ballot: { round: 0, node: 0 },
  proposal: null,
  prepares: [],
  accepts: [],
  accepted: null,
  isDecided: false,
};

type Step = Transition<RegisterPaxos> & { readonly state: Server };

/** A server takes the messages that it sends to itself at once, without the network. */
export function serverStep(server: Server, input: Input<RegisterPaxos>, self: NodeId, servers: number): Step {
  if (input.kind !== "message") return unchanged(server);
  const { from, message } = input;
  const peers = Array.from({ length: servers }, (_, node) => node).filter((node) => node !== self);
  if (server.isDecided) return afterDecision(server, from, message);
  switch (message.kind) {
    case "put":
      return server.proposal === null
        ? prepare(server, { ...message, client: from }, self, peers)
        : unchanged(server);
    case "prepare":
      return onPrepare(server, from, message.ballot);
    case "prepared":
      return onPrepared(server, message.ballot, { node: from, accepted: message.accepted }, self, peers);
    case "accept":
      return onAccept(server, from, message);
    case "accepted":
      return onAccepted(server, from, message.ballot, peers);
    case "decided": {
      const { ballot, proposal } = message;
      return { state: { ...server, ballot, accepted: { ballot, proposal }, isDecided: true }, effects: [] };
    }
    case "get":
    case "put-ok":
    case "get-ok":
      return unchanged(server);
  }
}

function afterDecision(server: Server, from: NodeId, message: Message): Step {
  if (message.kind !== "get") return unchanged(server);
  const { value } = server.accepted!.proposal;
  const answer = { kind: "get-ok", request: message.request, value } as const;
  return { state: server, effects: broadcast([from], answer) };
}

function prepare(
  server: Server,
  { request, client, value }: Proposal,
  self: NodeId,
  peers: readonly NodeId[],
): Step {
  const ballot = { round: server.ballot.round + 1, node: self };
  const prepares = [{ node: self, accepted: server.accepted }];
  return {
    state: { ...server, ballot, proposal: { request, client, value }, prepares, accepts: [] },
    effects: broadcast(peers, { kind: "prepare" as const, ballot }),
  };
}

function onPrepare(server: Server, from: NodeId, ballot: Ballot): Step {
  if (compareBallots(server.ballot, ballot) >= 0) return unchanged(server);
  return {
    state: { ...server, ballot },
    effects: broadcast([from], { kind: "prepared" as const, ballot, accepted: server.accepted }),
  };
}

function onPrepared(
  server: Server,
  ballot: Ballot,
  prepared: Prepared,
  self: NodeId,
  peers: readonly NodeId[],
): Step {
  if (!sameBallot(ballot, server.ballot)) return unchanged(server);
  const prepares = [...server.prepares.filter(({ node }) => node !== prepared.node), prepared].sort(
    (a, b) => a.node - b.node,
  );
  if (prepares.length !== majoritySize(peers.length + 1))
    return { state: { ...server, prepares }, effects: [] };
  const proposal = highestAccepted(prepares)?.proposal ?? server.proposal!;
  return {
    state: {
      ...server,
      prepares,
      proposal,
      accepted: { ballot, proposal },
      accepts: withNode(server.accepts, self),
    },
    effects: broadcast(peers, { kind: "accept" as const, ballot, proposal }),
  };
}

function highestAccepted(prepares: readonly Prepared[]): Accepted | null {
  const reported = prepares.flatMap(({ accepted }) => (accepted === null ? [] : [accepted]));
  return reported.sort((a, b) => compareBallots(b.ballot, a.ballot))[0] ?? null;
}

function onAccept(server: Server, from: NodeId, { ballot, proposal }: Accepted): Step {
  if (compareBallots(server.ballot, ballot) > 0) return unchanged(server);
  return {
    state: { ...server, ballot, accepted: { ballot, proposal } },
    effects: broadcast([from], { kind: "accepted" as const, ballot }),
  };
}

function onAccepted(server: Server, from: NodeId, ballot: Ballot, peers: readonly NodeId[]): Step {
  if (!sameBallot(ballot, server.ballot)) return unchanged(server);
  const accepts = withNode(server.accepts, from);
  if (accepts.length !== majoritySize(peers.length + 1))
    return { state: { ...server, accepts }, effects: [] };
  const proposal = server.proposal!;
  return {
    state: { ...server, accepts, isDecided: true },
    effects: [
      ...broadcast(peers, { kind: "decided" as const, ballot, proposal }),
      ...broadcast([proposal.client], { kind: "put-ok" as const, request: proposal.request }),
    ],
  };
}
