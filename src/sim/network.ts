import type { Duration, NodeId, Random, Time } from "../core/index.ts";
import { milliseconds } from "../core/index.ts";
import { exp, ln } from "./arithmetic.ts";

/** How messages travel between two nodes. */
export interface Link {
  readonly latency: Latency;
  /** Probability that a message is lost. */
  readonly loss: number;
  /** Probability that a message is delivered a second time, after another latency. */
  readonly duplication: number;
  /** `fifo` keeps the order in which messages were sent, as one TCP connection does; `any` does not. */
  readonly ordering: "any" | "fifo";
}

/** How long a message is under way, drawn anew for each one. */
export type Latency =
  | { readonly kind: "constant"; readonly latency: Duration }
  | { readonly kind: "uniform"; readonly min: Duration; readonly max: Duration }
  /** `min` plus an exponentially distributed delay of the given mean: a queue on the way. */
  | { readonly kind: "exponential"; readonly min: Duration; readonly mean: Duration }
  /** A long tail: half of the messages are faster than `median`, a few much slower. `sigma` 0.3 to 1. */
  | { readonly kind: "log-normal"; readonly median: Duration; readonly sigma: number };

/** A network: the usual link, and where wished another one between two given nodes. */
export interface Network extends Link {
  readonly link?: (from: NodeId, to: NodeId) => Partial<Link> | undefined;
  /** Times in which every link is otherwise; of two at once, the first counts. */
  readonly spells?: readonly Spell[];
}

/** From one moment until another, links are in these respects not what they usually are. */
export interface Spell {
  readonly from: Time;
  readonly to: Time;
  readonly link: Partial<Link>;
}

/** A quiet local network: 1 to 5 ms, nothing lost. */
export const calmNetwork: Network = {
  latency: { kind: "uniform", min: milliseconds(1), max: milliseconds(5) },
  loss: 0,
  duplication: 0,
  ordering: "any",
};

/** A bad day: a long tail of latency, one message in ten lost, one in ten delivered twice. */
export const stormyNetwork: Network = {
  latency: { kind: "log-normal", median: milliseconds(10), sigma: 1 },
  loss: 0.1,
  duplication: 0.1,
  ordering: "any",
};

export function drawLatency(latency: Latency, random: Random): Duration {
  switch (latency.kind) {
    case "constant":
      return latency.latency;
    case "uniform":
      return random.integer(latency.min, latency.max);
    case "exponential":
      return Math.round(latency.min - latency.mean * ln(1 - random.unit()));
    case "log-normal":
      return Math.round(latency.median * exp(latency.sigma * standardNormal(random)));
  }
}

/** Marsaglia's polar method (1964). The second of the pair is not kept: no draw depends on an earlier one. */
function standardNormal(random: Random): number {
  for (;;) {
    const x = 2 * random.unit() - 1;
    const y = 2 * random.unit() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}

/** @throws RangeError naming the setting that makes no sense. */
export function requireSoundNetwork(network: Network): void {
  requireSoundLink(network);
  for (const { from, to, link } of network.spells ?? []) {
    requireSoundLink(link);
    if (!(from < to)) throw new RangeError(`A spell of network.spells ends at ${to}, not after ${from}.`);
  }
}

/** @throws RangeError naming the setting that makes no sense. */
export function requireSoundLink(link: Partial<Link>): void {
  for (const setting of ["loss", "duplication"] as const) {
    const probability = link[setting] ?? 0;
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`network.${setting} is a probability from 0 to 1; got ${probability}.`);
    }
  }
  const { latency } = link;
  if (latency === undefined) return;
  for (const [setting, value] of Object.entries(latency)) {
    if (setting === "kind") continue;
    if (!Number.isFinite(value) || Number(value) < 0) {
      throw new RangeError(`network.latency.${setting} must not be negative; got ${value}.`);
    }
    if (setting !== "sigma" && !Number.isInteger(value)) {
      throw new RangeError(`network.latency.${setting} is in whole microseconds; got ${value}.`);
    }
  }
  if (latency.kind === "uniform" && latency.min > latency.max) {
    throw new RangeError(`network.latency: min ${latency.min} is above max ${latency.max}.`);
  }
}
