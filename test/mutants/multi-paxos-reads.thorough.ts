import { drawReadStorm, readCandidate } from "../conformance/reads.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { testByStorms } from "./by-storms.ts";
import { readMutants, rightReadVariants } from "./multi-paxos-reads.ts";
import type { LogVariant } from "./multi-paxos.ts";

function weather({ name, protocol }: LogVariant, seed: number): string | null {
  const candidate = { ...readCandidate(name, 3), protocol };
  return weatherLog(candidate, drawReadStorm(3, seed)).complaint?.problem ?? null;
}

testByStorms({
  mutants: readMutants,
  rightVariants: rightReadVariants,
  weather,
  patience: 2_000,
  storms: 50,
});
