import { majority, nodes, type NodeId } from "../../core/index.ts";
import { agreement, among } from "../../properties/index.ts";
import {
  equivocating,
  lying,
  onlyAbout,
  paxosLies,
  withFaulty,
  type Faulty,
} from "../../protocols/byzantine/index.ts";
import { singleDecree, type SingleDecree } from "../../protocols/single-decree/index.ts";
import { drains, pumps } from "../bmc/proposals.ts";
import type { Story } from "../scenario.ts";
import { shortestStory, type Found } from "./found.ts";

const wards = ["Bandra", "Kurla", "Andheri"] as const;
const [bandra, kurla, andheri] = [0, 1, 2] as const;

/** In which of these stories the crash-tolerant protocol is put among liars. */
export interface LiarsStory {
  readonly name: string;
  readonly title: string;
  /** Searches anew, for it takes no time. */
  run(): Story<SingleDecree<string>, Found>;
}

/**
 * Andheri takes part in the choice of the drains, and then denies it: to Kurla it promises that it has accepted nothing.
 * Kurla, who keeps to the protocol, proposes the pumps.
 */
export const lyingAcceptor: LiarsStory = {
  name: "lying-acceptor",
  title: "One acceptor denies its vote, and two plans are chosen",
  run: () => {
    const lies = onlyAbout(["promise"], paxosLies([drains, pumps]));
    return broken(lyingAcceptor.title, { [andheri]: lying(lies) }, [
      { node: bandra, value: drains },
      { node: kurla, value: pumps },
    ]);
  },
};

/** Bandra leads a ballot, and asks Andheri to accept something else at it than the others. */
export const equivocatingProposer: LiarsStory = {
  name: "equivocating-proposer",
  title: "One proposer says one thing to Kurla and another to Andheri, and each believes it chosen",
  run: () => {
    const lies = onlyAbout(["accept", "accepted"], paxosLies([drains, pumps]));
    return broken(equivocatingProposer.title, { [bandra]: equivocating(lies, [andheri]) }, [
      { node: bandra, value: drains },
    ]);
  },
};

function broken(
  title: string,
  faulty: Faulty<SingleDecree<string>>,
  proposals: readonly { readonly node: NodeId; readonly value: string }[],
): Story<SingleDecree<string>, Found> {
  const everybody = nodes(wards.length);
  const correct = everybody.filter((node) => faulty[node] === undefined);
  const story = shortestStory<SingleDecree<string>>(title, {
    protocol: withFaulty(singleDecree({ quorums: majority(everybody), learners: correct }), faulty),
    nodes: wards,
    requests: proposals.map(({ node, value }) => ({ node, request: { kind: "propose", value } })),
    properties: [among(correct, agreement())],
    // Two ballots are all it takes, and nobody needs to be refused or to lose patience.
    timers: "off",
    within: {
      name: "rounds 1 and 2, refusals unsaid",
      message: ({ kind, ballot }) => kind !== "nack" && ballot.round <= 2,
    },
  });
  if (story === null) throw new Error(`In “${title}” nothing is broken: a bug of ours.`);
  return story;
}
