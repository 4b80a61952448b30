import type { Model } from "../../check/index.ts";
import { majority, nodes, type NodeId } from "../../core/index.ts";
import { committee, singleDecreeSafety } from "../../scenarios/index.ts";
import { singleDecree, type Roles, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { lowestBallots } from "./lowest-ballots.ts";

export interface SeparateRoles {
  readonly acceptors: number;
  /** Nodes that lead ballots, each with a value of its own. */
  readonly proposers: number;
  /** How many ballots there are: the lowest that the proposers can have, in the order of ballots. */
  readonly ballots: number;
  readonly crashes?: number;
  /** How many messages may be lost, and how many may come twice; by default none. */
  readonly loss?: number;
  readonly duplicate?: number;
  /**
   * `unsaid`: an acceptor that would refuse says nothing, and many times fewer states say as much.
   *
   * Sound for what must always hold. All that a nack does is to make its proposer give up a ballot and go
   * on to a higher one; it does as much without the nack, if answers do not arrive and its timer rings.
   * And the message refused may as well never have arrived. (Code that handles nacks wrongly is then not
   * looked at.)
   */
  readonly nacks?: "said" | "unsaid";
  /**
   * `alike`: states that differ only by acceptors having changed places count as one. For acceptors whose
   * code does not look at its own id. Refused with crashes, which may strike in the middle of a broadcast.
   */
  readonly acceptorsAre?: "told apart" | "alike";
}

/** Single-decree Paxos with each role on nodes of its own and one learner, for searches that go far. */
export function separateRoles(
  {
    acceptors,
    proposers,
    ballots,
    crashes = 0,
    loss = 0,
    duplicate = 0,
    nacks = "said",
    acceptorsAre = "told apart",
  }: SeparateRoles,
  roles: Partial<Roles<string>> = {},
): Model<SingleDecree<string>> {
  const names = nodes(acceptors + proposers + 1);
  const leaders = names.slice(acceptors, -1);
  const learner = names.length - 1;
  const quorums = majority(nodes(acceptors));
  const planOf = (node: NodeId): string => `plan ${node - acceptors + 1}`;
  const lowest = lowestBallots(ballots, leaders);
  return {
    protocol: singleDecree({ quorums, learners: [learner], roles }),
    nodes: names.map((node) => {
      if (node < acceptors) return committee[node] ?? `acceptor ${node}`;
      return node === learner ? "the clerk" : `proposer ${node - acceptors + 1}`;
    }),
    requests: leaders.map((node) => ({ node, request: { kind: "propose", value: planOf(node) } })),
    properties: singleDecreeSafety(quorums),
    sometimes: [
      { name: "a value is learned", event: (_, event) => event.kind === "decide" },
      {
        name: "a proposer adopts another’s value",
        event: (node, event) =>
          event.kind === "send" && event.message.kind === "accept" && event.message.value !== planOf(node),
      },
    ],
    network: { kind: "unordered", loss, duplication: duplicate },
    crashes: { most: crashes },
    listeners: [learner],
    ...(acceptorsAre === "alike"
      ? { symmetry: { nodes: nodes(acceptors), idsUnder: ["promises", "acceptors", "voters"] } }
      : {}),
    within: {
      name: nacks === "said" ? lowest.name : `${lowest.name}, refusals unsaid`,
      message: (message) => (nacks === "said" || message.kind !== "nack") && lowest.message(message),
    },
  };
}
