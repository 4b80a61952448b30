import type { Vocabulary } from "../../../core/index.ts";
import { aloneCost, type CommandCost } from "./alone.ts";
import { loaded, type Load, type LoadOptions } from "./loaded.ts";
import { servedHotStuff, servedPaxos, servedPbft, type Served } from "./served.ts";

/** A protocol in the comparison of what it costs to bear crashes with what it costs to bear lies. */
export interface Bearer {
  readonly name: string;
  readonly tolerates: "crashes" | "lies";
  /** How many replicas it takes to bear f faulty ones. */
  readonly replicasFor: (f: number) => number;
  readonly alone: (f: number) => CommandCost;
  readonly loaded: (options: Pick<LoadOptions, "f" | "seed"> & Partial<LoadOptions>) => Load;
}

/** Multi-Paxos with 2f + 1 replicas; PBFT and HotStuff with 3f + 1. */
export const bearers: readonly Bearer[] = [bearer(servedPaxos), bearer(servedPbft), bearer(servedHotStuff)];

function bearer<V extends Vocabulary>(served: Served<V>): Bearer {
  const { name, tolerates, replicasFor } = served;
  return {
    name,
    tolerates,
    replicasFor,
    alone: (f) => aloneCost(served, f),
    loaded: (options) => loaded(served, options),
  };
}

/** @throws RangeError if there is none of this name. */
export function bearerCalled(name: string): Bearer {
  const found = bearers.find((bearer) => bearer.name === name);
  if (found !== undefined) return found;
  const names = bearers.map((bearer) => bearer.name).join(", ");
  throw new RangeError(`There is no protocol called ${JSON.stringify(name)} to compare; there are ${names}.`);
}
