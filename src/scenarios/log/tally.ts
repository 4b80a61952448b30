import {
  majority,
  nodes,
  type Execute,
  type Property,
  type Protocol,
  type QuorumSystem,
  type Service,
  type Vocabulary,
} from "../../core/index.ts";
import {
  appliedInOrder,
  atMostOnce,
  logAgreement,
  type LogLens,
  type SessionLens,
} from "../../properties/index.ts";
import {
  logEventIn,
  multiPaxos,
  multiPaxosMonitoring,
  sessionsOf,
  type MultiPaxos,
  type Timing,
} from "../../protocols/multi-paxos/index.ts";
import type { MonitoringLens } from "../../monitoring/index.ts";

/** A service to which every command adds: what it comes to says how many were executed. */
export const tally: Service<number, number, number> = {
  name: "tally",
  initial: 0,
  apply: (sum, more) => ({ state: sum + more, result: sum + more }),
};

/** A tally kept by the nodes of some protocol, with all that such a system promises and all that is watched of it. */
export interface TallySystem<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  readonly properties: readonly Property<V>[];
  readonly lens: MonitoringLens<V>;
  readonly sessions: TallySessions<V>;
}

/** What clients of a tally ask, in the protocol's words, and what they are answered. */
export interface TallySessions<V extends Vocabulary> {
  readonly ask: (command: Execute<number>) => V["request"];
  readonly answered: SessionLens<V, number, number>["answered"];
}

export function promising<V extends Vocabulary>(
  logEventIn: LogLens<V>,
  system: Omit<TallySystem<V>, "properties">,
): TallySystem<V> {
  const properties = [logAgreement(logEventIn), appliedInOrder(logEventIn), atMostOnce(logEventIn)];
  return { ...system, properties };
}

/** Multi-Paxos over a tally. */
export type Tally = MultiPaxos<number, number, number>;

export interface TallyOptions {
  readonly nodes: number;
  /** By default majorities. */
  readonly quorums?: QuorumSystem;
  readonly timing?: Partial<Timing>;
  /** Whether nodes that hear from a leader deny their promise to others. */
  readonly isSticky?: boolean;
  /** Whether a leader sends its proposals to no more than a quorum at first. */
  readonly isThrifty?: boolean;
  /** Leaders have leases, with clocks that may be wrong by this fraction. */
  readonly clockDrift?: number;
  readonly window?: number;
}

/** A tally kept by so many nodes by Multi-Paxos. */
export function tallySystem({ nodes: count, ...options }: TallyOptions): TallySystem<Tally> {
  const quorums = options.quorums ?? majority(nodes(count));
  return promising<Tally>(logEventIn, {
    protocol: multiPaxos({ ...options, quorums, service: tally }),
    lens: multiPaxosMonitoring(quorums),
    sessions: { ask: (command) => command, answered: sessionsOf<number, number, number>().answered },
  });
}
