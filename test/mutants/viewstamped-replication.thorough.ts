import { drawLogStorm } from "../conformance/replicated-log-storms.ts";
import { weatherLog } from "../conformance/replicated-log.ts";
import { hasLostItsLog, mapReplication } from "../conformance/viewstamped-replication-candidate.ts";
import { testByStorms } from "./by-storms.ts";
import { mutants, rightVariants, type ReplicationVariant } from "./viewstamped-replication.ts";

function weather({ name, replicas, protocol }: ReplicationVariant, seed: number): string | null {
  const candidate = { ...mapReplication(name, replicas), protocol };
  const { run, complaint } = weatherLog(candidate, drawLogStorm(candidate, seed));
  if (complaint === null || (complaint.kind === "stuck" && hasLostItsLog(run))) return null;
  return complaint.problem;
}

testByStorms({ mutants, rightVariants, weather, patience: 2_000, storms: 60 });
