import { majority, milliseconds, nodes, type Ballot, type NodeId } from "../../src/core/index.ts";
import type { MonitoringLens, Proposal } from "../../src/monitoring/index.ts";
import type { Trace, TraceEvent } from "../../src/sim/index.ts";

/** A protocol that exists only as the events of its runs, written by hand. */
export interface Sketch {
  readonly state: null;
  readonly message: {
    readonly kind: "ask" | "reply" | "prepare" | "lead" | "no";
    readonly ballot?: Ballot;
    readonly promised?: Ballot;
  };
  readonly request: Proposal;
  readonly persisted: null;
  readonly timer: "election" | "again";
  readonly decision: Proposal;
}

export type SketchEvent = TraceEvent<Sketch>;

/** All five nodes are acceptors; a reply to a prepare is a promise. */
export const sketchLens: MonitoringLens<Sketch> = {
  quorums: majority(nodes(5)),
  asked: (request) => request,
  settled: (decision) => decision,
  kind: ({ kind }) => kind,
  part: ({ kind }) => (kind === "reply" || kind === "no" ? "answer" : "question"),
  campaign: ({ kind, ballot }) => (kind === "prepare" ? ballot! : null),
  leads: ({ kind, ballot }) => (kind === "lead" ? ballot! : null),
  isFollowersTimer: (timer) => timer === "election",
  isRepeat: ({ kind }, timer) => kind === "ask" && timer === "again",
  vote: ({ kind, ballot }) =>
    kind === "reply" && ballot !== undefined ? { phase: 1, ballot, slot: null } : null,
  votesSilently: true,
  refusal: ({ kind, ballot, promised }) => (kind === "no" ? { ballot: ballot!, promised: promised! } : null),
};

export const traceOf = (...events: readonly SketchEvent[]): Trace<Sketch> => ({
  protocol: "sketch",
  seed: null,
  names: ["Bandra", "Kurla", "Andheri", "Dadar", "Colaba"],
  events,
});

const ms = milliseconds(1);

export const ask = (at: number, session: number, sequence: number, value?: string): SketchEvent => ({
  kind: "request",
  at: at * ms,
  node: 0,
  request: value === undefined ? { session, sequence } : { session, sequence, value },
});

export const answer = (at: number, session: number, sequence: number, value?: string): SketchEvent => ({
  kind: "decide",
  at: at * ms,
  node: 0,
  decision: value === undefined ? { session, sequence } : { session, sequence, value },
});

export const send = (at: number, node: NodeId, to: NodeId, message: Sketch["message"]): SketchEvent => ({
  kind: "send",
  at: at * ms,
  node,
  id: 0,
  to,
  message,
});

export const deliver = (at: number, node: NodeId, from: NodeId, message: Sketch["message"]): SketchEvent => ({
  kind: "deliver",
  at: at * ms,
  node,
  id: 0,
  from,
  message,
});

export const crash = (at: number, node: NodeId): SketchEvent => ({ kind: "crash", at: at * ms, node });

export const start = (at: number, node: NodeId): SketchEvent => ({
  kind: "start",
  at: at * ms,
  node,
  persisted: null,
});

export const ballot = (round: number, node: NodeId): Ballot => ({ round, node });
