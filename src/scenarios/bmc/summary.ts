import { sameData, type Ballot, type QuorumSystem, type Time } from "../../core/index.ts";
import type { SingleDecree } from "../../protocols/single-decree/index.ts";
import type { Run } from "../../sim/index.ts";
import { countMessages, type MessageCounts } from "../scenario.ts";

/** A meeting in a few numbers; times in microseconds of virtual time. */
export interface MeetingSummary {
  /** What was decided, or null if nothing was. */
  readonly decided: string | null;
  /** The ballot at which it was first learned. */
  readonly ballot: Ballot | null;
  /** When the first node knew. */
  readonly firstLearnedAt: Time | null;
  /** When the last of those who ever knew did. */
  readonly lastLearnedAt: Time | null;
  /** How many nodes know at the end. */
  readonly informed: number;
  readonly nodes: number;
  readonly quorum: string;
  /** How many ballots were begun. */
  readonly ballots: number;
  readonly messages: MessageCounts;
  /** Whether all who decided decided the same. */
  readonly agreed: boolean;
}

export function summarise(run: Run<SingleDecree<string>>, quorums: QuorumSystem): MeetingSummary {
  const [first] = run.decisions;
  const informed = new Set(run.decisions.map(({ node }) => node));
  return {
    decided: first?.decision.value ?? null,
    ballot: first?.decision.ballot ?? null,
    firstLearnedAt: first?.at ?? null,
    lastLearnedAt: run.decisions.at(-1)?.at ?? null,
    informed: informed.size,
    nodes: run.trace.names.length,
    quorum: quorums.name,
    ballots: ballotsBegun(run),
    messages: countMessages(run.trace),
    agreed: run.decisions.every(({ decision }) => sameData(decision.value, first?.decision.value)),
  };
}

function ballotsBegun(run: Run<SingleDecree<string>>): number {
  const begun = new Set<string>();
  for (const event of run.trace.events) {
    if (event.kind !== "send" || event.message.kind !== "prepare") continue;
    begun.add(JSON.stringify(event.message.ballot));
  }
  return begun.size;
}
