import {
  nodes,
  seconds,
  type Duration,
  type Execute,
  type NodeId,
  type Protocol,
  type Vocabulary,
} from "../../../core/index.ts";
import { byzantineGroup, type Authentication } from "../../../protocols/byzantine/index.ts";
import { hotStuff, sessionsOf, type HotStuff } from "../../../protocols/hotstuff/index.ts";
import { pbft, sessionsOf as pbftSessionsOf, type Pbft } from "../../../protocols/pbft/index.ts";
import { at, type Scheduled } from "../../../sim/index.ts";
import { tally } from "../../log/tally.ts";
import { leader, paxosWithClients, type ServedTally } from "./paxos-with-clients.ts";

/** A replicated tally, with clients at a machine that is none of its replicas. */
export interface Served<V extends Vocabulary> {
  readonly name: string;
  readonly tolerates: "crashes" | "lies";
  /** How many replicas it takes to bear f faulty ones. */
  readonly replicasFor: (f: number) => number;
  readonly protocol: (replicas: number, options: ServedOptions) => Protocol<V>;
  readonly ask: (command: Execute<number>) => V["request"];
  readonly answered: (decision: V["decision"]) => Answer | null;
  /** What has to happen before clients come, so that somebody leads. */
  readonly opening: (replicas: number) => readonly Scheduled<V>[];
}

export interface ServedOptions {
  readonly authentication: Authentication;
  /** How long a silent leader is waited for. Under a heavy load, nobody should take a busy one for dead. */
  readonly patience: Duration;
  /** As many commands share a slot, a batch or a block, whatever it is called. */
  readonly batch: number;
}

export interface Answer {
  readonly client: number;
  readonly sequence: number;
}

/** So many slots or batches may be under way at once. (Blocks are in a chain: each takes votes for the three before.) */
const window = 16;

/** Clients ask here: the node after the last replica. */
export const deskOf = (replicas: number): NodeId => replicas;

/** By then somebody leads. */
export const opening = seconds(2);

export const servedPaxos: Served<ServedTally> = {
  name: "Multi-Paxos",
  tolerates: "crashes",
  replicasFor: (f) => 2 * f + 1,
  protocol: (replicas, { batch }) => paxosWithClients(replicas, batch, window),
  ask: (command) => command,
  answered: (decision) => (decision.kind === "answered" ? decision : null),
  opening: (replicas) =>
    nodes(replicas)
      .slice(leader + 1)
      .flatMap((node) => [
        at<ServedTally>(0, { kind: "crash", node }),
        at<ServedTally>(seconds(0.5), { kind: "restart", node }),
      ]),
};

export const servedPbft: Served<Pbft<number, number, number>> = {
  name: "PBFT",
  tolerates: "lies",
  replicasFor: (f) => 3 * f + 1,
  protocol: (replicas, { authentication, patience, batch }) =>
    pbft({
      group: byzantineGroup(replicas),
      service: tally,
      batchSize: batch,
      window,
      authentication,
      // Nothing is lost here, so nobody need ask for it again.
      timing: { patience, retry: patience, status: 10 * patience },
    }),
  ask: (command) => command,
  answered: pbftSessionsOf<number, number, number>().answered,
  opening: () => [],
};

export const servedHotStuff: Served<HotStuff<number, number, number>> = {
  name: "HotStuff",
  tolerates: "lies",
  replicasFor: (f) => 3 * f + 1,
  protocol: (replicas, { authentication, patience, batch }) =>
    hotStuff({
      group: byzantineGroup(replicas),
      service: tally,
      batch,
      authentication,
      timing: { timeout: patience, retry: patience },
    }),
  ask: (command) => command,
  answered: sessionsOf<number, number>().answered,
  opening: () => [],
};
