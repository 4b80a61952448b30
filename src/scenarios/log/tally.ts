import {
  majority,
  nodes,
  type Property,
  type Protocol,
  type QuorumSystem,
  type Service,
} from "../../core/index.ts";
import { appliedInOrder, atMostOnce, logAgreement } from "../../properties/index.ts";
import {
  logEventIn,
  multiPaxos,
  multiPaxosMonitoring,
  type MultiPaxos,
  type Timing,
} from "../../protocols/multi-paxos/index.ts";
import type { MonitoringLens } from "../../monitoring/index.ts";

/** Multi-Paxos over a tally to which every command adds: what it comes to says how many were executed. */
export type Tally = MultiPaxos<number, number, number>;

const tally: Service<number, number, number> = {
  name: "tally",
  initial: 0,
  apply: (sum, more) => ({ state: sum + more, result: sum + more }),
};

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

/** A tally kept by so many nodes, with all that such a system promises and all that is watched of it. */
export function tallySystem({ nodes: count, ...options }: TallyOptions): {
  readonly protocol: Protocol<Tally>;
  readonly properties: readonly Property<Tally>[];
  readonly lens: MonitoringLens<Tally>;
} {
  const quorums = options.quorums ?? majority(nodes(count));
  return {
    protocol: multiPaxos({ ...options, quorums, service: tally }),
    properties: [logAgreement(logEventIn), appliedInOrder(logEventIn), atMostOnce(logEventIn)],
    lens: multiPaxosMonitoring(quorums),
  };
}
