import type { NodeSet } from "../../../core/index.ts";
import {
  reportersIn,
  type FastQuorums,
  type Pick as Picked,
  type Report,
} from "../../../protocols/fast-paxos/index.ts";
import type { FastRecoveryModule } from "./port.ts";

type Votes = readonly Report<string>[];

export const rightFastRecovery: FastRecoveryModule = {
  mayBeChosen: (vote, reports, quorums) =>
    quorums.isFastQuorum([...vote.nodes, ...unheard(reports, quorums)].sort((a, b) => a - b)),
  pick: (reports, quorums, isFast) =>
    asPick(
      inHighest(reports).find(
        (vote) => !isFast(vote.vrnd) || rightFastRecovery.mayBeChosen(vote, reports, quorums),
      ),
    ),
};

export function unheard(reports: Votes, { acceptors }: Pick<FastQuorums, "acceptors">): NodeSet {
  const heard = reportersIn(reports);
  return acceptors.filter((node) => !heard.includes(node));
}

/** The votes of the highest round in which anybody has voted. */
export function inHighest(reports: Votes): Votes {
  const highest = Math.max(...reports.map(({ vrnd }) => vrnd));
  return highest === 0 ? [] : reports.filter(({ vrnd }) => vrnd === highest);
}

export const asPick = (vote: Report<string> | undefined): Picked<string> =>
  vote === undefined ? { kind: "free" } : { kind: "value", value: vote.vval! };
