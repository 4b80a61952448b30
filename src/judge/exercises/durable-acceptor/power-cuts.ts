import type { Case } from "../../exercise.ts";
import type { AcceptorCalls } from "../acceptor/port.ts";
import { everyRun } from "../acceptor/safety.ts";

const oneLedger: Case<AcceptorCalls> = {
  name: "one ledger, two proposers, two power cuts: no night with two truths",
  points: 2,
  why: "The power fails in the middle of a step, and the ledger comes back with what was written last. Somebody has heard more than that.",
  run: everyRun({ acceptors: 1, proposers: 2, ballots: 3, crashes: 2, nacks: "unsaid" }),
};

const threeLedgers: Case<AcceptorCalls> = {
  name: "three ledgers, a power cut anywhere: no night with two truths",
  points: 2,
  why: "A majority outlives one ward office that is gone. It does not outlive one that comes back and has forgotten.",
  run: everyRun({ acceptors: 3, proposers: 2, ballots: 2, crashes: 1, nacks: "unsaid" }),
};

/** Every order of messages, and every moment for crashes. */
export const powerCuts: readonly Case<AcceptorCalls>[] = [oneLedger, threeLedgers];
