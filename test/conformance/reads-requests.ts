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
const begin = milliseconds(300);

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

/**
 * One node leads, and others come to want to. Meanwhile some node, maybe the leader itself, is away for an instant.
 */
export function besieged(leader: NodeId, everybody: readonly NodeId[], calm: Time, random: Random): Schedule {
  const others = everybody.filter((node) => node !== leader);
  return [
    ...others.flatMap(oversleeps),
    random.pick([sleeps, cutOff, parted])(leader, others, calm, random),
    ...Array.from({ length: random.integer(0, 3) }, () => flicker(random.pick(everybody), calm, random)),
  ].flat();
}

/** Without this, a node with a slow clock would never be the first to lead. */
function oversleeps(node: NodeId): Schedule {
  return [
    { at: 0, action: { kind: "pause", node } },
    { at: milliseconds(260), action: { kind: "resume", node } },
  ];
}

/** For so long that it is given up. */
function sleeps(node: NodeId, _others: readonly NodeId[], calm: Time, random: Random): Schedule {
  const at = random.integer(begin, calm - milliseconds(250));
  return [
    { at, action: { kind: "pause", node } },
    { at: at + milliseconds(220), action: { kind: "resume", node } },
  ];
}

/** Nothing from the leader reaches the others; their own words may. */
function cutOff(leader: NodeId, others: readonly NodeId[], calm: Time, random: Random): Schedule {
  const label = "siege";
  const at = random.integer(begin, calm - milliseconds(250));
  return [
    random.chance(0.5)
      ? { at, action: { kind: "cut", label, from: [leader], to: others } }
      : { at, action: { kind: "partition", label, groups: [[leader], others] } },
    { at: calm, action: { kind: "heal", label } },
  ];
}

/** One node misses the leader, whom the others hear; after a while the leader hears nobody any more. */
function parted(leader: NodeId, others: readonly NodeId[], calm: Time, random: Random): Schedule {
  const [one, later] = ["one parted", "deaf"];
  const at = random.integer(begin, calm - milliseconds(250));
  return [
    { at, action: { kind: "partition", label: one, groups: [[leader], [random.pick(others)]] } },
    { at: at + milliseconds(100), action: { kind: "cut", label: later, from: others, to: [leader] } },
    { at: calm, action: { kind: "heal", label: one } },
    { at: calm, action: { kind: "heal", label: later } },
  ];
}

/** A node is back before anyone misses it. */
function flicker(node: NodeId, calm: Time, random: Random): Schedule {
  const at = random.integer(begin, calm);
  return [
    { at, action: { kind: "crash", node } },
    { at: at + milliseconds(2), action: { kind: "restart", node } },
  ];
}
