import { acceptorMutants } from "./acceptor.ts";
import { learnerMutants } from "./learner.ts";
import { persistenceMutants } from "./persistence.ts";
import { proposerBallotMutants } from "./proposer-ballots.ts";
import { proposerValueMutants } from "./proposer-values.ts";
import { quorumMutants } from "./quorums.ts";
import type { Mutant } from "./variant.ts";

export interface Shelf {
  readonly title: string;
  readonly mutants: readonly Mutant[];
}

/** Every way in which single-decree Paxos is broken on purpose. */
export const bank: readonly Shelf[] = [
  { title: "Acceptor", mutants: acceptorMutants },
  { title: "Persistence", mutants: persistenceMutants },
  { title: "Proposer: its values", mutants: proposerValueMutants },
  { title: "Proposer: its ballots", mutants: proposerBallotMutants },
  { title: "Learner", mutants: learnerMutants },
  { title: "Quorums", mutants: quorumMutants },
];

export const mutants: readonly Mutant[] = bank.flatMap((shelf) => shelf.mutants);
