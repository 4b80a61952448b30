import type { Model } from "../../check/index.ts";
import { compareBallots, majority, nodes, type Ballot } from "../../core/index.ts";
import { agreement, learnedIsChosen, oneValueChosen, validity } from "../../properties/index.ts";
import { singleDecree, voteIn, type Roles, type SingleDecree } from "../../protocols/single-decree/index.ts";

export interface SeparateRoles {
  readonly acceptors: number;
  /** Nodes that lead ballots, each with a value of its own. */
  readonly proposers: number;
  /** How many ballots there are: the lowest that the proposers can have, in the order of ballots. */
  readonly ballots: number;
  readonly crashes?: number;
  /**
   * `unsaid`: an acceptor that would refuse says nothing, and many times fewer states say as much.
   *
   * Sound for what must always hold. All that a nack does is to make its proposer give up a ballot and go
   * on to a higher one; it does as much without the nack, if answers do not arrive and its timer rings.
   * And the message refused may as well never have arrived. (Code that handles nacks wrongly is then not
   * looked at.)
   */
  readonly nacks?: "said" | "unsaid";
}

/** Single-decree Paxos with each role on nodes of its own and one learner, for searches that go far. */
export function separateRoles(
  { acceptors, proposers, ballots, crashes = 0, nacks = "said" }: SeparateRoles,
  roles: Partial<Roles<string>> = {},
): Model<SingleDecree<string>> {
  const names = nodes(acceptors + proposers + 1);
  const leaders = names.slice(acceptors, -1);
  const learner = names.length - 1;
  const quorums = majority(nodes(acceptors));
  const highest: Ballot = {
    round: Math.ceil(ballots / proposers),
    node: leaders[(ballots - 1) % proposers]!,
  };
  return {
    protocol: singleDecree({ quorums, learners: [learner], roles }),
    nodes: names.map((node) => {
      if (node < acceptors) return `acceptor ${node}`;
      return node === learner ? "learner" : `proposer ${node - acceptors}`;
    }),
    requests: leaders.map((node) => ({ node, request: { kind: "propose", value: `plan of ${node}` } })),
    properties: [
      agreement(),
      validity(),
      oneValueChosen({ quorums, voteIn }),
      learnedIsChosen({ quorums, voteIn }),
    ],
    sometimes: [
      { name: "a value is learned", event: (_, event) => event.kind === "decide" },
      {
        name: "a proposer adopts another’s value",
        event: (node, event) =>
          event.kind === "send" &&
          event.message.kind === "accept" &&
          event.message.value !== `plan of ${node}`,
      },
    ],
    crashes: { most: crashes },
    listeners: [learner],
    within: {
      name: nacks === "said" ? `${ballots} ballots` : `${ballots} ballots, refusals unsaid`,
      message: (message) =>
        (nacks === "said" || message.kind !== "nack") && compareBallots(message.ballot, highest) <= 0,
    },
  };
}
