import {
  milliseconds,
  seconds,
  type NodeId,
  type Property,
  type Protocol,
  type Random,
  type Time,
  type Vocabulary,
} from "../../src/core/index.ts";
import {
  appliedInOrder,
  atMostOnce,
  keyValueMap,
  linearizableSessions,
  logAgreement,
  type KeyValueOperation,
  type KeyValueResult,
  type LogLens,
  type SessionLens,
} from "../../src/properties/index.ts";
import {
  stormyNetwork,
  type Network,
  type Run,
  type Scheduled,
  type StormProfile,
  type Vessel,
} from "../../src/sim/index.ts";

/** What a replicated key-value map means to its clients. */
export type Replicating = Vocabulary & {
  readonly request: {
    readonly kind: "execute";
    readonly client: number;
    readonly sequence: number;
    readonly command: KeyValueOperation;
  };
};

/** A protocol that claims to replicate a log, as the suite needs to know it. */
export interface LogCandidate<V extends Replicating> {
  readonly name: string;
  readonly nodes: number;
  readonly protocol: Protocol<V>;
  readonly logEventIn: LogLens<V>;
  readonly sessions: SessionLens<V, KeyValueOperation, KeyValueResult>;
}

/** After the storm each node is asked again now and then, the last time some seconds before the end. */
const end: Time = seconds(15);

/** The candidate, with what a replicated log must never break. */
export function logVessel<V extends Replicating>({
  protocol,
  logEventIn,
  sessions,
}: LogCandidate<V>): Vessel<V> {
  const properties: readonly Property<V>[] = [
    logAgreement(logEventIn),
    appliedInOrder(logEventIn),
    atMostOnce(logEventIn),
    linearizableSessions(keyValueMap, sessions),
  ];
  return { protocol, properties, untilTime: end };
}

/**
 * Storms over a few clients and keys. A client goes on to its next command after a while, answered or not; until
 * then it may ask again, at any node. In every other storm all clients ask at one node at once, as waves that
 * leave several slots unfinished when they break.
 */
export function logStorms<V extends Replicating>(
  nodes: number,
  network: Network = stormyNetwork,
): StormProfile<V> {
  return {
    nodes,
    network,
    // A leader's first dozen messages are its election: strikes must reach beyond it.
    strikesAmong: 60,
    lengths: [milliseconds(600), seconds(1), seconds(2)],
    requests: (everybody, calm, random) => {
      const commands = random.integer(2, 7);
      const pause = Math.floor((calm + milliseconds(500)) / commands);
      const comesInWaves = random.chance(0.5);
      return Array.from({ length: commands }, (_, sequence) => {
        const draw = (): Visit => ({ at: random.integer(0, pause - 1), node: random.pick(everybody) });
        const wave = draw();
        return [0, 1, 2, 3].flatMap((client) => {
          const command = drawCommand(random, `${client}.${sequence}`);
          const visits = [comesInWaves ? wave : draw(), ...repeats(random, draw)];
          return visits.map(({ at, node }): Scheduled<V> => {
            const request = { kind: "execute" as const, client, sequence, command };
            return { at: sequence * pause + at, action: { kind: "request", node, request } };
          });
        });
      }).flat();
    },
    late: (node) => lateRequest(node),
  };
}

/** When and where a client asks. */
interface Visit {
  readonly at: Time;
  readonly node: NodeId;
}

function repeats(random: Random, draw: () => Visit): readonly Visit[] {
  return Array.from({ length: random.pick([0, 0, 1, 2]) }, draw);
}

/** Each node has a late client of its own; they all write to one key. */
const lateClient = (node: number): number => 100 + node;

function lateRequest(node: number): Replicating["request"] {
  const command = { kind: "put" as const, key: "late", value: `${node}` };
  return { kind: "execute", client: lateClient(node), sequence: 0, command };
}

/** No two write the same, and nothing is appended: so few orders, or only one, explain what clients were told. */
function drawCommand(random: Random, value: string): KeyValueOperation {
  const key = random.pick(["x", "y", "z"]);
  switch (random.pick(["get", "put", "cas"] as const)) {
    case "get":
      return { kind: "get", key };
    case "put":
      return { kind: "put", key, value };
    case "cas":
      return { kind: "cas", key, expected: null, value };
  }
}

/**
 * Progress after the storm: each node that is up at the end has answered its late client.
 *
 * Says what is wrong, or null.
 */
export function stuck<V extends Replicating>(
  run: Run<V>,
  { sessions: { answered } }: LogCandidate<V>,
): string | null {
  const served = new Set(run.decisions.map(({ decision }) => answered(decision)?.client));
  const waiting = run.states.flatMap((state, node) =>
    state === null || served.has(lateClient(node)) ? [] : [`node ${node}`],
  );
  return waiting.length === 0
    ? null
    : `${waiting.join(", ")} never answered after the storm (seed ${run.trace.seed})`;
}
