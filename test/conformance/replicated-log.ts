import {
  milliseconds,
  seconds,
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
import type { Run, Scheduled, StormProfile, Vessel } from "../../src/sim/index.ts";

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
  readonly logIn: LogLens<V>;
  readonly sessions: SessionLens<V, KeyValueOperation, KeyValueResult>;
}

/** After the storm each node is asked again now and then, the last time some seconds before the end. */
const end: Time = seconds(15);

/** The candidate, with what a replicated log must never break. */
export function logVessel<V extends Replicating>({ protocol, logIn, sessions }: LogCandidate<V>): Vessel<V> {
  const properties: readonly Property<V>[] = [
    logAgreement(logIn),
    appliedInOrder(logIn),
    atMostOnce(logIn),
    linearizableSessions(keyValueMap, sessions),
  ];
  return { protocol, properties, untilTime: end };
}

/**
 * Storms over a few clients and keys. A client goes on to its next command after a while, answered or not; until
 * then it may ask again, at any node.
 */
export function logStorms<V extends Replicating>(nodes: number): StormProfile<V> {
  return {
    nodes,
    lengths: [milliseconds(600), seconds(1), seconds(2)],
    requests: (_everybody, calm, random) =>
      [0, 1, 2, 3].flatMap((client) => {
        const commands = random.integer(2, 7);
        const pause = Math.floor((calm + milliseconds(500)) / commands);
        return Array.from({ length: commands }, (_, sequence) => {
          const command = drawCommand(random, `${client}.${sequence}`);
          const request = { kind: "execute" as const, client, sequence, command };
          return Array.from({ length: random.pick([1, 1, 2, 3]) }, (): Scheduled<V> => {
            const at = sequence * pause + random.integer(0, pause - 1);
            return { at, action: { kind: "request", node: random.integer(0, nodes - 1), request } };
          });
        }).flat();
      }),
    late: (node) => lateRequest(node),
  };
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
