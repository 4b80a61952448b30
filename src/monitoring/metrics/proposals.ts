import { sameData, type Duration, type Time } from "../../core/index.ts";
import type { Proposal } from "../lens.ts";
import { DurationHistogram, type Distribution } from "./histogram.ts";

export interface ProposalMetrics {
  /** How many there were. The next three numbers add up to it. */
  readonly asked: number;
  readonly succeeded: number;
  /** Another value was chosen, or the client went on to its next proposal without an answer. */
  readonly failed: number;
  readonly open: number;
  /** How often clients asked for one again. */
  readonly askedAgain: number;
  /** From the moment a client first asked to the first answer, of those that succeeded. */
  readonly timeToDecide: Distribution;
}

/** What became of one event, for whoever tells it. */
export type Turn = "asked" | "asked again" | "succeeded" | "failed" | "nothing";

interface Session {
  proposal: Proposal;
  since: Time;
  isOpen: boolean;
}

/** Follows each session's latest proposal from its asking to its answer. */
export class Proposals {
  readonly #sessions = new Map<number, Session>();
  readonly #durations = new DurationHistogram();
  #asked = 0;
  #succeeded = 0;
  #failed = 0;
  #askedAgain = 0;

  /** A client asks. `gaveUp` is the proposal before, if nobody had answered it. */
  ask(proposal: Proposal, at: Time): { readonly turn: Turn; readonly gaveUp: Proposal | null } {
    const session = this.#sessions.get(proposal.session);
    if (session !== undefined && proposal.sequence <= session.proposal.sequence) {
      this.#askedAgain++;
      return { turn: "asked again", gaveUp: null };
    }
    this.#asked++;
    if (session === undefined) {
      this.#sessions.set(proposal.session, { proposal, since: at, isOpen: true });
      return { turn: "asked", gaveUp: null };
    }
    const gaveUp = session.isOpen ? session.proposal : null;
    if (gaveUp !== null) this.#failed++;
    session.proposal = proposal;
    session.since = at;
    session.isOpen = true;
    return { turn: "asked", gaveUp };
  }

  /** A proposal comes to its end, unless it had done so before. `took` is the time since it was asked. */
  settle(outcome: Proposal, at: Time): { readonly turn: Turn; readonly took: Duration } {
    const session = this.#sessions.get(outcome.session);
    if (session === undefined || !session.isOpen) return nothing;
    const { proposal } = session;
    if (proposal.sequence !== outcome.sequence) return nothing;
    session.isOpen = false;
    const took = at - session.since;
    if (!sameData(proposal.value, outcome.value)) {
      this.#failed++;
      return { turn: "failed", took };
    }
    this.#succeeded++;
    this.#durations.record(took);
    return { turn: "succeeded", took };
  }

  metrics(): ProposalMetrics {
    const [asked, succeeded, failed] = [this.#asked, this.#succeeded, this.#failed];
    return {
      asked,
      succeeded,
      failed,
      open: asked - succeeded - failed,
      askedAgain: this.#askedAgain,
      timeToDecide: this.#durations.distribution(),
    };
  }
}

const nothing = { turn: "nothing", took: 0 } as const;
