import { milliseconds, seconds } from "../../core/index.ts";
import { storage, type StorageSample } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { remembered } from "./remembered.ts";

/** What an acceptor keeps: the textbook's state for each slot; one promise for all of them; and of the log only the end. */
const ways = ["a promise for each slot", "one promise", "one promise and snapshots"] as const;

/** In seconds. */
const length = 1;
const every = 0.125;

/** A log grows for ever; a snapshot in its place is as large as the service's state. */
export default experiment({
  name: "disk-bytes",
  question: "How much does a node have to keep on its disk, as clients ask on and on?",
  parameters: {
    keeps: [...ways],
    /** In seconds, since clients began. */
    after: [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875],
  },
  measures: {
    disk: { title: "on the disk of a follower", unit: "KiB" },
    slots: { title: "slots decided", unit: "slots" },
  },
  seeds: 20,
  plot: {
    kind: "lines",
    title: "Snapshots keep the log short",
    x: "after",
    y: ["disk"],
    words: { after: { title: "time since clients began", unit: "s" } },
  },
  refuses: ({ after }) =>
    after > 0 && after < length && after % every === 0
      ? null
      : `after is in seconds, a multiple of ${every} above 0 and below ${length}; got ${after}.`,
  run({ keeps, after }, seed) {
    const samples = keeps === "one promise and snapshots" ? cut(seed) : whole(seed);
    const sample = samples[after / every - 1];
    if (sample === undefined) return { disk: null, slots: null };
    const bytes = keeps === "a promise for each slot" ? sample.slotBySlot : sample.compact;
    return { disk: bytes === null ? null : bytes / 1_024, slots: sample.slots };
  },
});

const samplesOf = (snapshotEvery: number) =>
  remembered((seed: number): readonly StorageSample[] => {
    const load = { clients: 10, length: seconds(length), every: milliseconds(1_000 * every) };
    return storage({ ...load, seed, snapshotEvery }).samples;
  });

const [cut, whole] = [samplesOf(200), samplesOf(Infinity)];
