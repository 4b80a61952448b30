import { replicaMutants } from "../../../src/judge/exercises/replica/mutants.ts";
import { fresh } from "../../../src/judge/exercises/replica/right.ts";
import { planted } from "./bank.ts";

export const wrongReplicas = planted(replicaMutants, () => ({ initial: () => fresh }));
