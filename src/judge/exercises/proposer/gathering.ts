import { isAbove, type Ballot, type NodeId } from "../../../core/index.ts";
import type { AcceptedProposal, ProposerTransition } from "../../../protocols/single-decree/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { hears, said, toAll, type Letter } from "../../steps.ts";
import { show } from "../../told.ts";
import { at, onCampaigns, type Campaign } from "./campaign.ts";
import type { ProposerCalls } from "./port.ts";

type ProposerCase = Case<ProposerCalls>;

/** A promise on its way: by default for the ballot of the campaign, with nothing to report. */
interface Promised {
  readonly from: NodeId;
  readonly ballot?: Ballot;
  readonly accepted?: AcceptedProposal<string> | null;
}

/** All that a proposer does on these promises, one after another. */
function after(
  module: ProposerCalls,
  campaign: Campaign,
  promises: readonly Promised[],
): ProposerTransition<string> {
  const start: ProposerTransition<string> = { state: campaign.state, effects: [] };
  return promises.reduce(({ state, effects }, { from, ballot = campaign.ballot, accepted = null }) => {
    const step = module.onPromise(state, from, { ballot, accepted }, campaign.situation);
    return { state: step.state, effects: [...effects, ...step.effects] };
  }, start);
}

const silent = (what: string, step: ProposerTransition<string>): Finding | null =>
  said(step).length === 0
    ? null
    : { sentence: `${what}: it should wait; it sends ${show(said(step)[0]?.message)}.` };

const acceptAtAll = ({ situation, ballot }: Campaign, value: string): readonly Letter[] =>
  toAll(situation.quorums.acceptors, { kind: "accept", ballot, value });

const waits: ProposerCase = {
  name: "asks nobody to accept before a phase-1 quorum has promised",
  points: 1,
  why: "The acceptors that it did not wait for may have accepted something, and it would never know.",
  run: onCampaigns((module, campaign) => {
    const { enough, ballot } = campaign;
    const few = enough.slice(0, -1);
    return silent(
      `Only ${some(few).toLowerCase()} have promised ${at(ballot)}, and they are no phase-1 quorum`,
      after(
        module,
        campaign,
        few.map((from) => ({ from })),
      ),
    );
  }),
};

const countsAcceptors: ProposerCase = {
  name: "counts acceptors, not promises",
  points: 1,
  why: "The network delivers letters twice. One ward office that is heard five times is one ward office.",
  run: onCampaigns((module, campaign) => {
    const { enough, ballot } = campaign;
    const few = enough.slice(0, -1);
    const twice = [...few, ...few, ...few, ...few].map((from) => ({ from }));
    return silent(
      `${some(few)} promise ${at(ballot)}, each four times, and they are no phase-1 quorum`,
      after(module, campaign, twice),
    );
  }),
};

const countsPresent: ProposerCase = {
  name: "counts only promises for the ballot it leads",
  points: 2,
  why: "Who promised an earlier ballot may have accepted much since. Such a promise says nothing about this one.",
  run: onCampaigns((module, campaign) => {
    const { enough, ballot, situation } = campaign;
    const last = enough.length - 1;
    const old = enough.map((from, nth) => ({
      from,
      ...(nth === last ? { ballot: { ...ballot, round: ballot.round - 1 } } : {}),
    }));
    const again = module.onRetry(campaign.state, situation);
    return (
      silent(
        `The promise of acceptor ${enough[last]} is for a ballot below ${at(ballot)}, and without it there is no quorum`,
        after(module, campaign, old),
      ) ??
      silent(
        `It has gone on to a higher ballot, and late promises for ${at(ballot)} arrive`,
        after(
          module,
          { ...campaign, state: again.state },
          enough.map((from) => ({ from })),
        ),
      )
    );
  }),
};

const proposesItsOwn: ProposerCase = {
  name: "with a quorum asks all to accept, its own plan if none is reported, and once",
  points: 2,
  why: "This is what it came for. And everybody is asked, for those who promised may be cut off by now.",
  run: onCampaigns((module, campaign) => {
    const { enough, ballot, value, situation } = campaign;
    const quorum = after(
      module,
      campaign,
      enough.map((from) => ({ from })),
    );
    const late = [...enough, ...situation.quorums.acceptors].map((from) => ({ from }));
    return (
      hears(
        `It wants “${value}”; ${some(enough)}, a phase-1 quorum, promise ${at(ballot)} and report nothing`,
        quorum,
        acceptAtAll(campaign, value),
      ) ??
      hears(
        "Promises that come after the quorum",
        after(module, { ...campaign, state: quorum.state }, late),
        [],
      )
    );
  }),
};

const adopts: ProposerCase = {
  name: "adopts the reported proposal of the highest ballot",
  points: 4,
  why: "Of all that is reported only this one can have been chosen; and if it was, no other plan may ever be proposed.",
  run: onCampaigns((module, campaign) => {
    const { enough, reports, ballot, value } = campaign;
    const highest = reports.reduce(
      (a, b) => (b !== null && isAbove(b.ballot, a?.ballot ?? null) ? b : a),
      null,
    );
    const alone = reports.map((report) => (report === highest ? report : null));
    for (const told of [reports, reports.toReversed(), alone]) {
      const promises = enough.map((from, nth) => ({ from, accepted: told[nth] ?? null }));
      const wrong = hears(
        `It wants “${value}”; the promises for ${at(ballot)} report ${inWords(told)}`,
        after(module, campaign, promises),
        acceptAtAll(campaign, highest?.value ?? value),
      );
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

/** Phase 1b has happened; phase 2a (*Paxos Made Simple*, section 2.2, and P2c). */
export const gathering: readonly ProposerCase[] = [
  waits,
  countsAcceptors,
  countsPresent,
  proposesItsOwn,
  adopts,
];

const some = (acceptors: readonly NodeId[]): string =>
  acceptors.length === 1 ? `Acceptor ${acceptors[0]}` : `Acceptors ${acceptors.join(", ")}`;

const inWords = (reports: Campaign["reports"]): string =>
  reports
    .map((report) => (report === null ? "nothing" : `“${report.value}” accepted at ${at(report.ballot)}`))
    .join(", then ");
