import { singleDecreePhrases } from "../../../protocols/single-decree/index.ts";
import { separateRoles, type SeparateRoles } from "../../../verify/index.ts";
import type { Case } from "../../exercise.ts";
import { exhaust } from "../../exhaust.ts";
import type { AcceptorCalls } from "./port.ts";

type AcceptorCase = Case<AcceptorCalls>;

const roleOf = (module: AcceptorCalls): NonNullable<Parameters<typeof separateRoles>[1]>["acceptor"] => ({
  initial: module.initial(),
  onPrepare: (state, from, { ballot }) => module.onPrepare(state, from, ballot),
  onAccept: (state, from, { ballot, value }, learners) =>
    module.onAccept(state, from, { ballot, value }, learners),
});

/** Looks at every run of Paxos with these acceptors. */
export const everyRun =
  (bounds: SeparateRoles): AcceptorCase["run"] =>
  (module) =>
    exhaust(separateRoles(bounds, { acceptor: roleOf(module)! }), singleDecreePhrases);

const isSafe: AcceptorCase = {
  name: "no run of three acceptors chooses two plans",
  points: 3,
  why: "Two plans chosen is two truths in one corporation: Bandra pays for drains and Kurla for pumps, out of one fund.",
  run: everyRun({ acceptors: 3, proposers: 2, ballots: 3, nacks: "unsaid", acceptorsAre: "alike" }),
};

const isSafeThroughCrashes: AcceptorCase = {
  name: "nor does any in which an acceptor crashes and comes back",
  points: 2,
  why: "A ward office that comes back after a power cut with less in its ledger than it told others breaks promises it does not know of.",
  run: everyRun({ acceptors: 3, proposers: 2, ballots: 2, crashes: 1, nacks: "unsaid" }),
};

/** What all those duties are for. */
export const safety: readonly AcceptorCase[] = [isSafe, isSafeThroughCrashes];
