import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { mapZab } from "../conformance/zab-candidate.ts";
import { testByStorms } from "./by-storms.ts";
import { mutants, rightVariants, type ZabVariant } from "./zab.ts";

function weather({ name, processes, protocol }: ZabVariant, seed: number): string | null {
  const candidate = { ...mapZab(name, processes), protocol };
  return weatherLog(candidate, drawLogStorm(candidate, seed)).complaint?.problem ?? null;
}

testByStorms({ mutants, rightVariants, weather, patience: 2_000, storms: 60 });
