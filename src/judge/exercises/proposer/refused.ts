import { isAbove, sameData, type Ballot } from "../../../core/index.ts";
import type { ProposerState } from "../../../protocols/single-decree/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { hears } from "../../steps.ts";
import { expected } from "../../told.ts";
import { at, cancelsTimer, onCampaigns, prepared, setsTimer, type Campaign } from "./campaign.ts";
import type { ProposerCalls } from "./port.ts";

type ProposerCase = Case<ProposerCalls>;
type State = ProposerState<string>;

/** What stands in the way of a ballot. */
const rival = ({ ballot, situation }: Campaign): Ballot => ({
  round: ballot.round + 3,
  node: situation.self + 1,
});

/** The proposer with a quorum of promises. */
const accepting = (module: ProposerCalls, { state, enough, ballot, situation }: Campaign): State =>
  enough.reduce(
    (now, from) => module.onPromise(now, from, { ballot, accepted: null }, situation).state,
    state,
  );

const stepsBack: ProposerCase = {
  name: "steps back when its ballot is refused, in either phase",
  points: 2,
  why: "Somebody else leads a higher ballot. Who insists at once disturbs it, and is disturbed in turn.",
  run: onCampaigns((module, campaign) => {
    const { ballot, situation, retry, state } = campaign;
    const standings = [
      { own: ballot, standing: state, attempt: 1 },
      { own: ballot, standing: accepting(module, campaign), attempt: 1 },
    ];
    let latest = state;
    for (let attempt = 2; attempt <= 6; attempt++) {
      const again = module.onRetry(latest, situation);
      standings.push({ own: prepared(again) ?? ballot, standing: again.state, attempt });
      latest = again.state;
    }
    for (const { own, standing, attempt } of standings) {
      const step = module.onNack(
        standing,
        { ballot: own, promised: rival({ ...campaign, ballot: own }) },
        situation,
      );
      const what = `Its ${at(own)}, attempt ${attempt}, is refused (${standing.phase.kind})`;
      const wrong =
        expected(`${what}. Its phase afterwards:`, step.state.phase, { kind: "idle" }) ??
        setsTimer(what, step, `retry.backoff(${attempt})`, retry.backoff(attempt)) ??
        hears(what, step, []);
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const goesAbove: ProposerCase = {
  name: "goes above what refused it when it tries again",
  points: 2,
  why: "A nack is not needed for safety; it is good to have because it says how high to go. Who does not listen is refused again and again.",
  run: onCampaigns((module, campaign) => {
    const { ballot, situation } = campaign;
    const promised = rival(campaign);
    const nacked = module.onNack(campaign.state, { ballot, promised }, situation);
    const twice = module.onNack(
      nacked.state,
      { ballot, promised: { ...promised, round: promised.round + 7 } },
      situation,
    );
    const lower = module.onNack(twice.state, { ballot, promised }, situation);
    const top = { ...promised, round: promised.round + 7 };
    return (
      above(module, nacked.state, promised, campaign) ??
      expected("Refused by a second acceptor, its phase:", twice.state.phase, { kind: "idle" }) ??
      above(module, twice.state, top, campaign) ??
      above(module, lower.state, top, campaign)
    );
  }),
};

const isNotStopped: ProposerCase = {
  name: "is not stopped by a late refusal of another ballot, but remembers what it says",
  points: 2,
  why: "The refusal of last round's ballot may have been stuck in the flood for an hour. The present ballot may still succeed.",
  run: onCampaigns((module, campaign) => {
    const { situation, ballot } = campaign;
    const late = { ballot: { ...ballot, round: ballot.round - 1 }, promised: rival(campaign) };
    for (const standing of [campaign.state, accepting(module, campaign)]) {
      const step = module.onNack(standing, late, situation);
      const what = `It leads ${at(ballot)} (${standing.phase.kind}), and a refusal of ${at(late.ballot)} arrives`;
      if (!sameData(step.state.phase, standing.phase)) {
        return { sentence: `${what}: it should go on, and does not.` };
      }
      const wrong = hears(what, step, []) ?? above(module, step.state, late.promised, campaign);
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const rests: ProposerCase = {
  name: "keeps to its task while it has one, and rests when something is chosen",
  points: 1,
  why: "A proposer that goes on when all is decided keeps the acceptors busy for nothing; one that takes a second task forgets the first.",
  run: onCampaigns((module, campaign) => {
    const { state, situation, value } = campaign;
    const busy = module.onPropose(state, `${value}, twice`, situation);
    const learned = module.onLearned(state);
    const idle = module.onRetry(learned.state, situation);
    return (
      hears("Busy, it is asked to propose something else", busy, []) ??
      expected("Busy and asked for something else, its task:", busy.state.task?.value, value) ??
      expected("When it has learned, its task:", learned.state.task, null) ??
      expected("When it has learned, its phase:", learned.state.phase, { kind: "idle" }) ??
      cancelsTimer("When it has learned", learned) ??
      expected(
        "When it has learned, the highest ballot it knows of:",
        learned.state.highest,
        state.highest,
      ) ??
      hears("When it has learned and its timer rings", idle, [])
    );
  }),
};

/** Nacks, and the end of it. */
export const refused: readonly ProposerCase[] = [stepsBack, goesAbove, isNotStopped, rests];

/** Whether its next ballot is above what it was told of. */
function above(module: ProposerCalls, state: State, told: Ballot, { situation }: Campaign): Finding | null {
  const next = prepared(module.onRetry(state, situation));
  if (next === null) return { sentence: "Its timer rings, and it sends no prepare." };
  return isAbove(next, told)
    ? null
    : { sentence: `It was told of ${at(told)}; its next is ${at(next)}, which is not higher.` };
}
