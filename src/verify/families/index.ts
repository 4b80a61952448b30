import type { Family } from "../family.ts";
import { firstComeFamily, plainMajorityFamily } from "./naive-votes.ts";
import { registerPaxosFamily } from "./register-paxos.ts";
import { singleDecreeFamily } from "./single-decree.ts";
import { twoPhaseCommitFamily } from "./two-phase-commit.ts";

/** Everything that `paxoslab verify --model NAME` knows by name. */
export const families: readonly Family[] = [
  singleDecreeFamily,
  firstComeFamily,
  plainMajorityFamily,
  twoPhaseCommitFamily,
  registerPaxosFamily,
];

export function familyNamed(name: string): Family | undefined {
  return families.find((family) => family.name === name);
}
