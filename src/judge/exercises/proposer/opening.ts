import { isAbove, type Ballot } from "../../../core/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { hears, toAll, written } from "../../steps.ts";
import { expected } from "../../told.ts";
import {
  at,
  nothingPrepared,
  onCampaigns,
  onErrands,
  open,
  prepared,
  setsTimer,
  type Campaign,
} from "./campaign.ts";
import type { ProposerCalls } from "./port.ts";

type ProposerCase = Case<ProposerCalls>;

const isItsOwn: ProposerCase = {
  name: "opens a ballot of its own, above all it has seen",
  points: 2,
  why: "Acceptors refuse what is lower than their promise; and a ballot that another proposer could lead as well can carry two plans.",
  run: onCampaigns((_, { ballot, seen, situation: { self } }) =>
    ballot.node === self && isAbove(ballot, seen)
      ? null
      : {
          sentence: `Node ${self} has seen ${at(seen)} and opens ${at(ballot)}: it should be higher, and its own.`,
        },
  ),
};

const asksAll: ProposerCase = {
  name: "asks every acceptor for a promise",
  points: 1,
  why: "Nobody knows beforehand who is cut off tonight. Whoever is not asked cannot be part of a quorum.",
  run: onErrands((module, errand) => {
    const step = open(module, errand);
    const ballot = prepared(step);
    if (ballot === null) return nothingPrepared(errand);
    const { acceptors } = errand.situation.quorums;
    return hears(`Asked to propose “${errand.value}”`, step, toAll(acceptors, { kind: "prepare", ballot }));
  }),
};

const writesFirst: ProposerCase = {
  name: "writes its ballot down before anybody hears of it",
  points: 2,
  why: "A proposer that comes back from a power cut and leads its old ballot once more can fill it with another plan.",
  run: onCampaigns((module, campaign) => {
    const first = open(module, campaign);
    for (const step of [first, module.onRetry(first.state, campaign.situation)]) {
      const ballot = prepared(step);
      if (ballot === null) return nothingPrepared(campaign);
      const firstDeed = step.effects.find(({ kind }) => kind === "persist" || kind === "send");
      if (firstDeed?.kind !== "persist")
        return { sentence: `It speaks of ${at(ballot)} before it has written it down.` };
      const wrong = expected(`What its disk holds when it prepares ${at(ballot)}:`, written(step).at(-1), {
        highest: ballot,
      });
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const isPatient: ProposerCase = {
  name: "waits for answers as long as its patience for this attempt says",
  points: 1,
  why: "Answers get lost. Without a timer a proposer waits for ever; with too short a one it disturbs itself.",
  run: onCampaigns((module, campaign) => {
    let step = open(module, campaign);
    for (const attempt of [1, 2, 3]) {
      const span = campaign.retry.patience(attempt);
      const wrong = setsTimer(`At attempt ${attempt}`, step, `retry.patience(${attempt})`, span);
      if (wrong !== null) return wrong;
      step = module.onRetry(step.state, campaign.situation);
    }
    return null;
  }),
};

const goesHigher: ProposerCase = {
  name: "never opens a ballot twice: not when it tries again, and not after a crash",
  points: 2,
  why: "A ballot has one plan, or none: that is what every acceptor and every learner relies on.",
  run: onCampaigns((module, campaign) => {
    const { situation, value } = campaign;
    let { ballot, state } = campaign;
    for (const then of ["again", "again", "after a crash", "again"] as const) {
      const step =
        then === "again"
          ? module.onRetry(state, situation)
          : module.onPropose({ ...module.initial(), highest: ballot }, value, situation);
      const next = prepared(step);
      const wrong = notAbove(next, ballot, then, campaign);
      if (wrong !== null || next === null) return wrong;
      [ballot, state] = [next, step.state];
    }
    return null;
  }),
};

function notAbove(
  next: Ballot | null,
  ballot: Ballot,
  then: string,
  { situation }: Campaign,
): Finding | null {
  const occasion =
    then === "again" ? "Its timer rings" : "It crashed, finds its ballot on its disk and is asked again";
  if (next === null) return { sentence: `${occasion}, and it sends no prepare.` };
  return isAbove(next, ballot) && next.node === situation.self
    ? null
    : {
        sentence: `${occasion}: after ${at(ballot)} it opens ${at(next)}, and should open a higher one of its own.`,
      };
}

/** Phase 1a (*Paxos Made Simple*, section 2.2), and that no ballot is used twice (section 2.5). */
export const opening: readonly ProposerCase[] = [isItsOwn, asksAll, writesFirst, isPatient, goesHigher];
