import { mapCandidate, type MapCandidate } from "../conformance/raft-candidate.ts";
import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { testByStorms } from "./by-storms.ts";
import { mutants, rightVariants, type RaftVariant } from "./raft.ts";

function weather({ name, nodes = 3, network, protocol }: RaftVariant, seed: number): string | null {
  const candidate: MapCandidate = { ...mapCandidate(name, nodes), protocol };
  return weatherLog(candidate, drawLogStorm(candidate, seed, network)).complaint?.problem ?? null;
}

testByStorms({ mutants, rightVariants, weather, patience: 500, storms: 20 });
