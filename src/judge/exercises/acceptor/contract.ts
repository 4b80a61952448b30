import { formatBallot } from "../../../core/index.ts";
import type { Case } from "../../exercise.ts";
import { hears, toAll, written } from "../../steps.ts";
import { expected } from "../../told.ts";
import { inState, onOccasions } from "./occasions.ts";
import type { AcceptorCalls } from "./port.ts";

type AcceptorCase = Case<AcceptorCalls>;

const promises: AcceptorCase = {
  name: "promises a higher ballot, and reports what it accepted before",
  points: 1,
  why: "Somebody else may have got a plan chosen, and this acceptor's report may be the only way for the next proposer to hear of it.",
  run: onOccasions((module, { from, low, high, past }) => {
    const state = { promised: low, accepted: past };
    const told = hears(
      `${inState(state)} is asked for ballot ${formatBallot(high)}`,
      module.onPrepare(state, from, high),
      [{ to: from, message: { kind: "promise", ballot: high, accepted: past } }],
    );
    return (
      told ??
      hears("A fresh acceptor is asked for a first promise", module.onPrepare(module.initial(), from, low), [
        { to: from, message: { kind: "promise", ballot: low, accepted: null } },
      ])
    );
  }),
};

const remembers: AcceptorCase = {
  name: "remembers its promise, and forgets nothing for it",
  points: 1,
  why: "A promise that is not remembered is worth nothing to the proposer that relies on it; nor is a vote.",
  run: onOccasions((module, { from, low, high, past }) => {
    const state = { promised: low, accepted: past };
    return expected(
      `${inState(state)} promises ballot ${formatBallot(high)}. Afterwards`,
      module.onPrepare(state, from, high).state,
      {
        promised: high,
        accepted: past,
      },
    );
  }),
};

const refusesPrepare: AcceptorCase = {
  name: "refuses to promise less than it has promised",
  points: 1,
  why: "Whoever leads the higher ballot was told that nothing lower would happen here any more.",
  run: onOccasions((module, { from, low, high, past }) => {
    const state = { promised: high, accepted: past };
    const what = `${inState(state)} is asked for ballot ${formatBallot(low)}`;
    const step = module.onPrepare(state, from, low);
    return (
      hears(what, step, [{ to: from, message: { kind: "nack", ballot: low, promised: high } }]) ??
      expected(`${what}. A refusal changes nothing:`, step.state, state)
    );
  }),
};

const repeats: AcceptorCase = {
  name: "gives the same promise again when it is asked again",
  points: 1,
  why: "The first answer may have been lost in the rain, or the question delivered twice; the promise stands all the same.",
  run: onOccasions((module, { from, high, past }) => {
    const state = { promised: high, accepted: past };
    const step = module.onPrepare(state, from, high);
    return (
      hears(`${inState(state)} is asked for that same ballot again`, step, [
        { to: from, message: { kind: "promise", ballot: high, accepted: past } },
      ]) ?? expected("After a promise given twice", step.state, state)
    );
  }),
};

const accepts: AcceptorCase = {
  name: "accepts at the ballot it promised, or a higher one, and tells every learner",
  points: 1,
  why: "Learners count votes. One that is not told may never learn what the corporation has decided.",
  run: onOccasions((module, { from, low, high, past, value, learners }) => {
    for (const promised of [high, low]) {
      const state = { promised, accepted: past };
      const what = `${inState(state)} is asked to accept “${value}” at ballot ${formatBallot(high)}`;
      const step = module.onAccept(state, from, { ballot: high, value }, learners);
      const wrong =
        hears(what, step, toAll(learners, { kind: "accepted", ballot: high, value })) ??
        expected(`${what}. What it remembers as accepted afterwards:`, step.state.accepted, {
          ballot: high,
          value,
        });
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

const raises: AcceptorCase = {
  name: "takes what it accepts for a promise, too",
  points: 1,
  why: "It may accept at a ballot whose prepare never reached it. If a lower prepare could still get a promise, its proposer would hear of a vote above its own ballot, and an old plan could overtake a chosen one.",
  run: onOccasions((module, { from, low, high, value, learners }) => {
    const { state } = module.onAccept(
      { promised: low, accepted: null },
      from,
      { ballot: high, value },
      learners,
    );
    return expected(
      `It had promised ballot ${formatBallot(low)} and accepts at ${formatBallot(high)}. Its promise afterwards:`,
      state.promised,
      high,
    );
  }),
};

const refusesAccept: AcceptorCase = {
  name: "refuses to accept below its promise",
  points: 1,
  why: "The proposer of the higher ballot has a majority's word that nothing lower gets another vote; it may have picked its value on the strength of that.",
  run: onOccasions((module, { from, low, high, past, value, learners }) => {
    const state = { promised: high, accepted: past };
    const what = `${inState(state)} is asked to accept “${value}” at ballot ${formatBallot(low)}`;
    const step = module.onAccept(state, from, { ballot: low, value }, learners);
    return (
      hears(what, step, [{ to: from, message: { kind: "nack", ballot: low, promised: high } }]) ??
      expected(`${what}. A refusal changes nothing:`, step.state, state)
    );
  }),
};

const writes: AcceptorCase = {
  name: "writes to disk before it speaks",
  points: 1,
  why: "The power may fail between any two effects. Whatever others have heard must still be true when the node comes back.",
  run: onOccasions((module, { from, low, high, past, value, learners }) => {
    const state = { promised: low, accepted: past };
    for (const [what, step] of [
      ["a promise", module.onPrepare(state, from, high)],
      ["an acceptance", module.onAccept(state, from, { ballot: high, value }, learners)],
    ] as const) {
      const firstWord = step.effects.findIndex(({ kind }) => kind === "send");
      const firstWrite = step.effects.findIndex(({ kind }) => kind === "persist");
      if (firstWrite === -1) return { sentence: `Nothing is written to disk with ${what}.` };
      if (firstWord < firstWrite) return { sentence: `With ${what}, it speaks before it writes.` };
      const wrong = expected(`What is written with ${what}:`, written(step).at(-1), step.state);
      if (wrong !== null) return wrong;
    }
    return null;
  }),
};

/** What Lamport asks of an acceptor, duty by duty (*Paxos Made Simple*, section 2.2). */
export const contract: readonly AcceptorCase[] = [
  promises,
  remembers,
  refusesPrepare,
  repeats,
  accepts,
  raises,
  refusesAccept,
  writes,
];
