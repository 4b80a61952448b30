import { nodes, sameData } from "../../../core/index.ts";
import {
  singleDecreePhrases,
  type Decision,
  type LearnerRole,
  type LearnerState,
} from "../../../protocols/single-decree/index.ts";
import { separateRoles, type SeparateRoles } from "../../../verify/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import { cast, decided, hear } from "./counting.ts";
import { onEvenings } from "./evening.ts";
import type { LearnerCalls } from "./port.ts";

type LearnerCase = Case<LearnerCalls>;

const staysLearned: LearnerCase = {
  name: "keeps what it has learned, whatever it hears afterwards",
  points: 1,
  why: "The champagne is open. And nothing that comes later can make it untrue: a value that is chosen stays chosen.",
  run: onEvenings((module, { quorums, enough, first, samePlan }) => {
    const quorum = cast(enough, first).reduce(
      (now, vote) => hear(module, quorums, now, vote),
      module.initial(),
    );
    let state = quorum;
    for (const vote of [...cast(enough, samePlan), ...cast(quorums.acceptors, first)]) {
      state = hear(module, quorums, state, vote);
      const wrong = knows("It has learned, and hears of further acceptances of the same plan", state, first);
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const takesWord: LearnerCase = {
  name: "takes the word of a learner that has counted, and takes it once",
  points: 1,
  why: "227 acceptors need not tell 227 learners: one who has counted tells the others. Nodes here crash, but they do not lie.",
  run: onEvenings((module, { quorums, enough, first, samePlan }) => {
    const some = cast(enough.slice(0, -1), first);
    const halfway = some.reduce((now, vote) => hear(module, quorums, now, vote), module.initial());
    for (const state of [module.initial(), halfway]) {
      const told = module.onChosen(state, first);
      const again = module.onChosen(told, samePlan);
      const later = cast(enough, samePlan).reduce((now, vote) => hear(module, quorums, now, vote), again);
      const wrong =
        knows("It is told by another learner", told, first) ??
        knows("It is told twice, the second time with a higher ballot", again, first) ??
        knows("It was told, and hears of acceptances afterwards", later, first);
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const roleOf = (module: LearnerCalls, acceptors: number): LearnerRole<string> => ({
  initial: module.initial(),
  onAccepted: (state, from, { ballot, value }) =>
    module.onAccepted(state, from, { ballot, value }, { kind: "majority", acceptors: nodes(acceptors) }),
  onChosen: (state, { ballot, value }) => module.onChosen(state, { ballot, value }),
});

const everyRun =
  (bounds: SeparateRoles): LearnerCase["run"] =>
  (module) =>
    exhaust(separateRoles(bounds, { learner: roleOf(module, bounds.acceptors) }), singleDecreePhrases);

const isTrue: LearnerCase = {
  name: "in no run of Paxos announces what is not chosen",
  points: 2,
  why: "A clerk who announces drains while pumps are about to be chosen has put two truths into the world all by himself.",
  run: everyRun({ acceptors: 3, proposers: 2, ballots: 2, duplicate: 1, nacks: "unsaid" }),
};

/** Having learned; and what all of it is for. */
export const afterwards: readonly LearnerCase[] = [staysLearned, takesWord, isTrue];

const knows = (what: string, { learned }: LearnerState<string>, decision: Decision<string>): Finding | null =>
  sameData(learned, decision)
    ? null
    : { sentence: `${what}: what it knows should be ${decided(decision)}, and is ${decided(learned)}.` };
