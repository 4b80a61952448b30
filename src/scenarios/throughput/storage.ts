import { itemsFrom, seconds, type Duration, type Time } from "../../core/index.ts";
import type { Durable } from "../../protocols/multi-paxos/index.ts";
import type { KeyValueCommand, KeyValueState } from "../../protocols/services/index.ts";
import { simulate, type TraceEvent } from "../../sim/index.ts";
import { diskBytes, DiskMeter, messagePack, type DiskReading, type Encoding } from "../../wire/index.ts";
import { cluster, opening, storePaxos, type StorePaxos } from "./cluster.ts";
import { throughputDefaults, type ThroughputOptions } from "./options.ts";

export interface StorageOptions extends Pick<ThroughputOptions, "seed" | "nodes" | "clients" | "batch"> {
  /** A snapshot is taken after so many slots; Infinity keeps the whole log. */
  readonly snapshotEvery: number;
  /** How long clients ask, and how often one looks at the disk of a follower. */
  readonly length: Duration;
  readonly every: Duration;
  readonly encoding: Encoding;
}

export interface Storage extends DiskReading {
  /** Of a follower, over time. */
  readonly samples: readonly StorageSample[];
}

export interface StorageSample {
  /** Since clients began. */
  readonly at: Time;
  /** How many slots it has applied. */
  readonly slots: number;
  /** What its disk holds: one promise for all slots, a snapshot and what of the log is not cut off. */
  readonly compact: number;
  /**
   * What acceptors of single-decree Paxos, one for each slot, would hold: a promise and a proposal each, for ever. Null
   * where the log has been cut, so that nobody can tell.
   */
  readonly slotBySlot: number | null;
}

export const storageDefaults: StorageOptions = {
  seed: 1,
  nodes: 3,
  clients: 50,
  batch: 8,
  snapshotEvery: 200,
  length: seconds(2),
  every: 250_000,
  encoding: messagePack,
};

/** What one follower's disk takes, and what is written to it, while clients ask for ever more. */
export function storage(options: Partial<StorageOptions> = {}): Storage {
  const settled = { ...storageDefaults, ...options };
  const { length, every, encoding, snapshotEvery, ...rest } = settled;
  const load: ThroughputOptions = { ...throughputDefaults, ...rest, warmUp: 0, length };
  const meter = new DiskMeter<StorePaxos>({ encoding });
  const samples: StorageSample[] = [];
  let nextSample = opening + every;
  const follower = 1;
  const observer = (event: TraceEvent<StorePaxos>): void => {
    if (!("node" in event) || event.node !== follower) return;
    meter.see(event);
    if (event.kind !== "persist" || event.at < nextSample) return;
    samples.push(sampleOf(event.value, event.at - opening, encoding));
    nextSample += every;
  };
  simulate({ ...cluster(storePaxos(load, snapshotEvery), load), observer });
  return { ...meter.reading, samples };
}

type Disk = Durable<KeyValueState, KeyValueCommand, string | null | boolean>;

function sampleOf(disk: Disk, at: Time, encoding: Encoding): StorageSample {
  const { promised, log, logStart, chosenBelow: slots } = disk;
  const acceptors = itemsFrom(log).map(({ index: slot, item }) => ({ slot, promised, ...item }));
  return {
    at,
    slots,
    compact: diskBytes(disk, { encoding }),
    slotBySlot: logStart === 0 ? diskBytes(acceptors, { encoding }) : null,
  };
}
