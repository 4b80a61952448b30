import { milliseconds, type NodeId, type Random, type Time } from "../../src/core/index.ts";
import type { KeyValueOperation } from "../../src/properties/index.ts";
import type { Execute, Read } from "../../src/protocols/multi-paxos/index.ts";
import type { Scheduled } from "../../src/sim/index.ts";
import type { MapPaxos } from "./multi-paxos-candidate.ts";

type Schedule = readonly Scheduled<MapPaxos>[];

const firstReader = 10;
const writers = [0, 1];
const key = "x";
/** By then, somebody leads. */
export const begin = milliseconds(300);

/** A client that stays at each node and reads, and some that write everywhere. */
export function readersAndWriters(everybody: readonly NodeId[], calm: Time, random: Random): Schedule {
  return [
    ...everybody.flatMap((node) => reader(node, calm, random)),
    ...writers.flatMap((client) => writer(client, everybody, calm, random)),
  ];
}

function reader(node: NodeId, calm: Time, random: Random): Schedule {
  return moments(calm, milliseconds(20), random).map((at, sequence) => {
    const request: Read<KeyValueOperation> = {
      kind: "read",
      client: firstReader + node,
      sequence,
      command: { kind: "get", key },
      by: random.pick(["log", "lease", "lease", "quorum", "quorum"]),
    };
    return { at, action: { kind: "request", node, request } };
  });
}

/** It asks all nodes for the same, for what is never answered tells little about the order of things. */
function writer(client: number, everybody: readonly NodeId[], calm: Time, random: Random): Schedule {
  return moments(calm, milliseconds(70), random).flatMap((at, sequence) => {
    const command = { kind: "put" as const, key, value: `${client}.${sequence}` };
    const request: Execute<KeyValueOperation> = { kind: "execute", client, sequence, command };
    return everybody.map((node): Scheduled<MapPaxos> => {
      return { at: at + random.integer(0, milliseconds(10)), action: { kind: "request", node, request } };
    });
  });
}

function moments(calm: Time, every: Time, random: Random): readonly Time[] {
  const count = Math.floor((calm + milliseconds(200) - begin) / every);
  return Array.from({ length: count }, (_, nth) => begin + nth * every + random.integer(0, every - 1));
}
