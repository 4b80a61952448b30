import { majoritySize, type Random } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import type { QuorumModule } from "./port.ts";

type QuorumCase = Case<QuorumModule>;

/** Small committees and large ones, even and odd. */
const counts = (random: Random): readonly number[] => [
  ...random.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 226, 227]),
  ...[30, 1_000, 1_000_000].flatMap((most) => {
    const half = random.integer(5, most / 2);
    return [2 * half, 2 * half + 1];
  }),
];

const each =
  (look: (module: QuorumModule, count: number) => Finding | null): QuorumCase["run"] =>
  (module, random) => {
    const findings = counts(random).map((count) => look(module, count));
    return findings.find((finding) => finding !== null) ?? null;
  };

const isMajority: QuorumCase = {
  name: "takes nothing for a majority that leaves room for another one",
  points: 2,
  why: "If half is enough, Bandra's half chooses drains while Kurla's half chooses pumps.",
  run: each((module, count) => {
    const size = module.majoritySize(count);
    return 2 * size > count
      ? null
      : {
          sentence: `majoritySize(${count}) is ${size}: the other ${count - size} could be as many, and decide otherwise.`,
        };
  }),
};

const isSmallest: QuorumCase = {
  name: "asks for no more than a majority",
  points: 1,
  why: "Whoever waits for more than it takes waits for corporators who may never come.",
  run: each((module, count) => {
    const [size, enough] = [module.majoritySize(count), majoritySize(count)];
    return size <= enough && Number.isInteger(size)
      ? null
      : { sentence: `majoritySize(${count}) is ${size}; ${enough} are enough.` };
  }),
};

const isStillMajority: QuorumCase = {
  name: "lets no more crash than leave a majority standing",
  points: 2,
  why: "“Tolerates half of them” is what many notes promise: with two of four gone the corporation stands still, and nobody was warned.",
  run: each((module, count) => {
    const crashes = module.crashesTolerated(count);
    return 2 * (count - crashes) > count
      ? null
      : {
          sentence: `crashesTolerated(${count}) is ${crashes}: the ${count - crashes} that are left are no majority of ${count}.`,
        };
  }),
};

const isMost: QuorumCase = {
  name: "lets as many crash as can be",
  points: 1,
  why: "Whoever thinks that fewer may fail buys machines for nothing.",
  run: each((module, count) => {
    const [crashes, most] = [module.crashesTolerated(count), count - majoritySize(count)];
    return crashes >= most && Number.isInteger(crashes)
      ? null
      : {
          sentence: `crashesTolerated(${count}) is ${crashes}; with ${most} down there is still a majority.`,
        };
  }),
};

/** How many are enough, and how many may be missing. */
export const sizes: readonly QuorumCase[] = [isMajority, isSmallest, isStillMajority, isMost];
