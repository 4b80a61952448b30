import type { Vocabulary } from "../../core/index.ts";
import type { Broken } from "../observe.ts";
import type { Candidate } from "./candidate.ts";
import type { Parts } from "./parts.ts";
import { field, isOutside, recordSize } from "./records.ts";

/** The initial state, and what was seen on the way to it. */
export interface Beginning {
  readonly vector: Int32Array;
  readonly sightings: number;
  readonly broken: Broken | null;
  /** Whether it lies outside of the model's `within`. */
  readonly isBeyond: boolean;
}

/**
 * All nodes have started, in the order of their ids.
 *
 * @param starting hears of each start before the protocol's code is asked about it.
 */
export function beginning<V extends Vocabulary>(
  { hosts, observers, steps, nodes, base, memorySlot }: Parts<V>,
  candidate: Candidate,
  starting: (event: number) => void,
): Beginning {
  let vector: Int32Array = new Int32Array(base);
  vector[memorySlot] = observers.initial();
  const disk = hosts.disks.id(null);
  for (let node = 0; node < nodes; node++) {
    vector[node] = hosts.id({ node, isUp: false, state: -1, disk, timers: [] });
  }
  let sightings = 0;
  let flags = 0;
  let broken: Broken | null = null;
  for (let node = 0; node < nodes; node++) {
    const start = hosts.restarts[vector[node]!]![0]!;
    starting(start);
    const record = steps.record(vector[node]!, start);
    const { cells } = steps.records;
    const at = recordSize * record;
    const memory = observers.after(vector[memorySlot]!, cells[at + field.sight]!);
    broken ??= observers.broken;
    sightings |= cells[at + field.sightings]!;
    flags |= cells[at + field.flags]!;
    candidate.build(vector, vector.length, 0, -1, record);
    candidate.set(node, cells[at + field.host]!);
    candidate.set(memorySlot, memory);
    vector = candidate.vector.slice(0, candidate.length);
  }
  return { vector, sightings, broken, isBeyond: (flags & isOutside) !== 0 };
}
