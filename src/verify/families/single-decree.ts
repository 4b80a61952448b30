import { majority, nodes, type NodeId } from "../../core/index.ts";
import type { ClientRequest, Model, Sometimes } from "../../check/index.ts";
import {
  singleDecree,
  singleDecreePhrases,
  type Roles,
  type SingleDecree,
} from "../../protocols/single-decree/index.ts";
import { committee, singleDecreeSafety } from "../../scenarios/index.ts";
import { lowestBallots } from "../models/lowest-ballots.ts";
import { separateRoles } from "../models/separate-roles.ts";
import { anyModel, anyPhrases, type Family } from "../family.ts";

type V = SingleDecree<string>;

export interface SingleDecreeBounds {
  /** Acceptors, each a learner too: 3 to 5. */
  readonly nodes: number;
  /** How many of the nodes propose, each a value of its own. */
  readonly proposers: number;
  /**
   * How many ballots there are: the lowest that the proposers can have, in the order of ballots. Two
   * proposers with three ballots share 1.0, 1.1 and 2.0.
   */
  readonly ballots: number;
  readonly crashes?: number;
  readonly loss?: number;
  readonly duplicate?: number;
  /**
   * Acceptances are told to a clerk, a further node that only learns, and to nobody else: far fewer states
   * than when every acceptor learns (the default), and no other way for two values to be chosen.
   */
  readonly clerk?: boolean;
}

/**
 * Single-decree Paxos and what may happen to it.
 *
 * @param roles other code for a role: a learner's, or one with a planted bug.
 */
export function singleDecreeModel(bounds: SingleDecreeBounds, roles: Partial<Roles<string>> = {}): Model<V> {
  const { proposers, ballots, crashes = 0, loss = 0, duplicate = 0 } = bounds;
  const everybody = nodes(bounds.nodes);
  const clerk: NodeId | null = bounds.clerk === true ? bounds.nodes : null;
  const quorums = majority(everybody);
  return {
    protocol: singleDecree<string>({ quorums, roles, learners: clerk === null ? everybody : [clerk] }),
    nodes: [...committee.slice(0, bounds.nodes), ...(clerk === null ? [] : ["Clerk"])],
    ...(clerk === null ? {} : { listeners: [clerk] }),
    requests: everybody.slice(0, proposers).map((node): ClientRequest<V> => ({
      node,
      request: { kind: "propose", value: `${committee[node]}'s plan` },
    })),
    properties: singleDecreeSafety(quorums),
    sometimes: expected(bounds),
    network: { kind: "unordered", loss, duplication: duplicate },
    crashes: { most: crashes },
    within: lowestBallots(ballots, everybody.slice(0, proposers)),
  };
}

/** What a search that found nothing wrong must at least have seen. */
function expected({ ballots, proposers, crashes = 0 }: SingleDecreeBounds): readonly Sometimes<V>[] {
  const decided: Sometimes<V> = {
    name: "a value is decided",
    event: (_, event) => event.kind === "decide",
  };
  const adopted: Sometimes<V> = {
    name: "a proposer adopts another’s value",
    event: (node, event) =>
      event.kind === "send" &&
      event.message.kind === "accept" &&
      event.message.value !== `${committee[node]}'s plan`,
  };
  const restarted: Sometimes<V> = {
    name: "an acceptor restarts with a promise on its disk",
    event: (_, event) =>
      event.kind === "start" && event.persisted !== null && event.persisted.acceptor.promised !== null,
  };
  return [decided, ...(ballots > 1 && proposers > 1 ? [adopted] : []), ...(crashes > 0 ? [restarted] : [])];
}

/** A crash may strike in the middle of a broadcast, and whom it reached then tells acceptors apart. */
const whetherAlike = (
  acceptors: number,
  { crashes }: { readonly crashes?: number },
): "alike" | "told apart" => (acceptors > 1 && (crashes ?? 0) === 0 ? "alike" : "told apart");

export const singleDecreeFamily: Family = {
  name: "single-decree",
  title: "Single-decree Paxos, each role on nodes of its own",
  knobs: [
    { name: "nodes", meaning: "acceptors", usual: 3, least: 1, most: 5 },
    { name: "proposers", meaning: "nodes that propose, each its own plan", usual: 2, least: 1, most: 4 },
    { name: "ballots", meaning: "how many ballots there are", usual: 3, least: 1, most: 9 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 0, least: 0, most: 3 },
    { name: "loss", meaning: "messages that may be lost", usual: 0, least: 0, most: 99 },
    { name: "duplicate", meaning: "messages that may come twice", usual: 0, least: 0, most: 9 },
  ],
  subject: ({ nodes: acceptors, ...bounds }) => ({
    kind: "protocol",
    model: anyModel(
      separateRoles({ ...bounds, acceptors, nacks: "unsaid", acceptorsAre: whetherAlike(acceptors, bounds) }),
    ),
    phrases: anyPhrases(singleDecreePhrases),
  }),
};
