import type { Model, Sometimes } from "../../check/index.ts";
import { milliseconds, nodes, type NodeId, type Protocol } from "../../core/index.ts";
import { paxosCommit, type PaxosCommit } from "../../protocols/paxos-commit/index.ts";
import { committee } from "../../scenarios/index.ts";
import { lowestBallots } from "./lowest-ballots.ts";
import { paxosCommitEssence } from "./paxos-commit-essence.ts";
import { paxosCommitSafety } from "./paxos-commit-safety.ts";

type V = PaxosCommit<string>;

export interface PaxosCommitBounds {
  readonly acceptors: number;
  /** In the order in which they take over; the first is asked to commit. */
  readonly leaders: number;
  /** How many ballots there are, besides the resource managers' own: the lowest that the leaders can have. */
  readonly ballots: number;
  readonly crashes?: number;
  /** Which of the resource managers, 0 and 1, will not commit. By default both are willing. */
  readonly unwilling?: readonly NodeId[];
  /**
   * `a clerk`, by default: in place of the leaders one more node learns the outcome, so there are far fewer states, see
   * ./paxos-commit-essence.ts.
   */
  readonly learns?: "a clerk" | "leaders";
  /** The protocol with a planted bug. */
  readonly change?: (protocol: Protocol<V>) => Protocol<V>;
}

const resourceManagers: readonly NodeId[] = [0, 1];

const value = "the fund";

/**
 * Paxos Commit with each role on nodes of its own: two resource managers, acceptors and leaders, and every order of events
 * up to some ballot.
 */
export function paxosCommitModel(bounds: PaxosCommitBounds): Model<V> {
  const {
    ballots,
    crashes = 0,
    unwilling = [],
    learns = "a clerk",
    change = (protocol) => protocol,
  } = bounds;
  const acceptors = nodes(bounds.acceptors).map((nth) => resourceManagers.length + nth);
  const leaders = nodes(bounds.leaders).map((nth) => resourceManagers.length + acceptors.length + nth);
  const clerk = leaders.at(-1)! + 1;
  const lowest = lowestBallots(ballots, leaders);
  const whole = change(
    paxosCommit<string>({
      resourceManagers,
      acceptors,
      leaders: learns === "a clerk" ? [...leaders, clerk] : leaders,
      unwilling,
      patience: milliseconds(100),
    }),
  );
  return {
    protocol: learns === "a clerk" ? paxosCommitEssence(whole, { leaders, clerk, value }) : whole,
    nodes: [
      ...committee.slice(0, resourceManagers.length),
      ...acceptors.map((_, nth) => `acceptor ${nth + 1}`),
      ...leaders.map((_, nth) => `leader ${nth + 1}`),
      ...(learns === "a clerk" ? ["the clerk"] : []),
    ],
    ...(learns === "a clerk" ? { listeners: [clerk] } : {}),
    requests: [{ node: leaders[0]!, request: { kind: "propose", value } }],
    properties: paxosCommitSafety({ resourceManagers, acceptors }),
    sometimes: expected(bounds),
    crashes: { most: crashes, strikes: learns === "a clerk" ? "between steps" : "within steps" },
    // A crash may strike in the middle of a broadcast, and whom it reached tells acceptors apart.
    ...(acceptors.length > 1 && (crashes === 0 || learns === "a clerk")
      ? { symmetry: { nodes: acceptors, idsUnder: ["promises", "acceptors", "voters"] } }
      : {}),
    within: {
      name: `${lowest.name} of leaders, nobody asks how it ended`,
      message: (message) =>
        message.kind !== "inquire" &&
        (!("ballot" in message) || message.ballot === null || lowest.message({ ballot: message.ballot })),
    },
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected({ unwilling = [], ballots }: PaxosCommitBounds): readonly Sometimes<V>[] {
  const ends = (outcome: "commit" | "abort"): Sometimes<V> => ({
    name: `somebody learns: ${outcome}`,
    event: (_, event) => event.kind === "decide" && event.decision.outcome === outcome,
  });
  const finds: Sometimes<V> = {
    name: "a leader that takes over finds both prepared",
    event: (_, event) =>
      event.kind === "send" &&
      event.message.kind === "2a" &&
      event.message.ballot !== null &&
      event.message.verdicts.every(({ verdict }) => verdict === "prepared"),
  };
  if (unwilling.length > 0) return [ends("abort")];
  return ballots === 0 ? [ends("commit")] : [ends("commit"), ends("abort"), finds];
}
