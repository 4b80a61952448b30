import { drawMovingStorm, movingCandidate } from "../conformance/reconfiguration.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { testByStorms } from "./by-storms.ts";
import { mutants, rightVariants } from "./multi-paxos-membership.ts";
import type { LogVariant } from "./multi-paxos.ts";

function weather({ name, protocol }: LogVariant, seed: number): string | null {
  const candidate = { ...movingCandidate(name), protocol };
  return weatherLog(candidate, drawMovingStorm(candidate, seed)).complaint?.problem ?? null;
}

testByStorms({ mutants, rightVariants, weather, patience: 1_000, storms: 40 });
