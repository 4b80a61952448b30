import { nodes } from "../../../core/index.ts";
import {
  singleDecreePhrases,
  type ProposerRole,
  type SingleDecree,
} from "../../../protocols/single-decree/index.ts";
import { separateRoles, type SeparateRoles } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { ProposerCalls, Situation } from "./port.ts";

type ProposerCase = Case<ProposerCalls>;

/** The solution as the role of a node. Timers may ring at any moment here, so the policy does not matter. */
function roleOf(module: ProposerCalls, acceptors: number): ProposerRole<string> {
  const at = ({ self }: { readonly self: number }): Situation => ({
    self,
    quorums: { kind: "majority", acceptors: nodes(acceptors) },
    retry: { roundTrip: 20_000, cap: 640_000 },
  });
  return {
    initial: module.initial(),
    onPropose: (state, value, context) => module.onPropose(state, value, at(context)),
    onPromise: (state, from, { ballot, accepted }, context) =>
      module.onPromise(state, from, { ballot, accepted }, at(context)),
    onNack: (state, { ballot, promised }, context) => module.onNack(state, { ballot, promised }, at(context)),
    onRetry: (state, context) => module.onRetry(state, at(context)),
    onLearned: (state) => module.onLearned(state),
  };
}

const everyRun =
  (bounds: SeparateRoles): ProposerCase["run"] =>
  (module) => {
    const model = separateRoles(bounds, { proposer: roleOf(module, bounds.acceptors) });
    // A right proposer goes one round up at each attempt, and there are two rounds.
    const state = ({ proposer }: SingleDecree<string>["state"]): boolean =>
      (proposer.task?.attempt ?? 0) <= 3;
    return exhaust({ ...model, within: { ...model.within!, state } }, singleDecreePhrases);
  };

const isSafe: ProposerCase = {
  name: "no run of two rivals among three acceptors gets two plans chosen",
  points: 3,
  why: "Two plans chosen is two truths in one corporation, and each proposer swears that it followed the rules.",
  run: everyRun({ acceptors: 3, proposers: 2, ballots: 2 }),
};

const isSafeAgain: ProposerCase = {
  name: "nor does any in which they are refused and try again",
  points: 2,
  why: "Most of what goes wrong goes wrong the second time: with a promise from before, or a ballot from before.",
  run: everyRun({ acceptors: 1, proposers: 2, ballots: 4 }),
};

/** What all those duties are for. No symmetry: proposers see acceptors' ids, and may treat them differently. */
export const proposerSafety: readonly ProposerCase[] = [isSafe, isSafeAgain];
