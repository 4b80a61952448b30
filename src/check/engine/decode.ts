import type { Vocabulary } from "../../core/index.ts";
import { canonicalText } from "../canonical.ts";
import type { Envelope, SystemState } from "../state.ts";
import type { Parts } from "./parts.ts";

/** A vector as the state in plain data that it stands for. */
export function decode<V extends Vocabulary>(
  parts: Parts<V>,
  vector: Int32Array,
  length: number,
): SystemState<V> {
  const { events, hosts, worlds, observers, nodes, memorySlot, worldSlot, base, kind } = parts;
  const world = vector[worldSlot]!;
  const inFlight = [...vector.subarray(base, length)].map((id) => {
    const event = events.value(id);
    if (event.kind !== "message") throw new Error("Only messages are in flight.");
    return { from: event.from, to: event.node, message: event.message };
  });
  return {
    nodes: [...vector.subarray(0, nodes)].map((host) => hosts.view(host)),
    inFlight: kind === "fifo" ? inFlight : sortedByData(inFlight),
    requestsLeft: worlds.requestsLeft(world),
    faultsLeft: worlds.faults(world),
    memories: observers.memories(vector[memorySlot]!),
  };
}

const sortedByData = <V extends Vocabulary>(messages: readonly Envelope<V>[]): readonly Envelope<V>[] =>
  messages
    .map((message) => ({ message, text: canonicalText(message) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ message }) => message);
