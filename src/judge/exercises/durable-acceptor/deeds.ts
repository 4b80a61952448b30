import { formatBallot } from "../../../core/index.ts";
import type { AcceptorState, AcceptorTransition } from "../../../protocols/single-decree/index.ts";
import { toAll, type Letter } from "../../steps.ts";
import { inState, type Occasion } from "../acceptor/occasions.ts";
import type { AcceptorCalls } from "../acceptor/port.ts";

/** A step on some occasion, and what should come of it. */
export interface Deed {
  readonly what: string;
  /** What memory and disk hold. */
  readonly before: AcceptorState<string>;
  readonly step: AcceptorTransition<string>;
  readonly after: AcceptorState<string>;
  readonly heard: readonly Letter[];
}

export function promises(module: AcceptorCalls, { from, low, high, past }: Occasion): readonly Deed[] {
  return [low, null].map((promised) => {
    const before = { promised, accepted: promised === null ? null : past };
    return {
      what: `${inState(before)} promises ballot ${formatBallot(high)}`,
      before,
      step: module.onPrepare(before, from, high),
      after: { ...before, promised: high },
      heard: [{ to: from, message: { kind: "promise", ballot: high, accepted: before.accepted } }],
    };
  });
}

/** It accepts at a ballot that it has promised, or has not; another value than before, or the same. */
export function votes(module: AcceptorCalls, occasion: Occasion): readonly Deed[] {
  const { from, low, high, past, value, learners } = occasion;
  const same = { ballot: past?.ballot ?? { round: 0, node: 0 }, value };
  const rival = high.node === 0 ? low : { ...high, node: high.node - 1 };
  const befores = [
    ...[low, high].flatMap((promised) => [past, same].map((accepted) => ({ promised, accepted }))),
    // It has voted in this very round, for another node.
    { promised: rival, accepted: { ballot: rival, value } },
  ];
  return befores.map((before) => ({
    what: `${inState(before)} accepts “${value}” at ballot ${formatBallot(high)}`,
    before,
    step: module.onAccept(before, from, { ballot: high, value }, learners),
    after: { promised: high, accepted: { ballot: high, value } },
    heard: toAll(learners, { kind: "accepted", ballot: high, value }),
  }));
}

/** After these all is as it was. */
export function repetitions(module: AcceptorCalls, occasion: Occasion): readonly Deed[] {
  const { from, high, past, value, learners } = occasion;
  const bound = { promised: high, accepted: past };
  const voted = { promised: high, accepted: { ballot: high, value } };
  return [
    {
      what: `${inState(bound)} is asked for ballot ${formatBallot(high)} again`,
      before: bound,
      step: module.onPrepare(bound, from, high),
      after: bound,
      heard: [{ to: from, message: { kind: "promise", ballot: high, accepted: past } }],
    },
    {
      what: `${inState(voted)} is asked to accept it again`,
      before: voted,
      step: module.onAccept(voted, from, { ballot: high, value }, learners),
      after: voted,
      heard: toAll(learners, { kind: "accepted", ballot: high, value }),
    },
  ];
}

/** And after these. */
export function refusals(module: AcceptorCalls, occasion: Occasion): readonly Deed[] {
  const { from, low, high, past, value, learners } = occasion;
  const before = { promised: high, accepted: past };
  const heard = toAll([from], { kind: "nack", ballot: low, promised: high });
  const ballot = formatBallot(low);
  return [
    {
      what: `${inState(before)} is asked for ballot ${ballot}`,
      before,
      step: module.onPrepare(before, from, low),
      after: before,
      heard,
    },
    {
      what: `${inState(before)} is asked to accept “${value}” at ballot ${ballot}`,
      before,
      step: module.onAccept(before, from, { ballot: low, value }, learners),
      after: before,
      heard,
    },
  ];
}
