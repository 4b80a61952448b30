import { nodes as nodesOf } from "../../core/index.ts";
import { agreement, among } from "../../properties/index.ts";
import { sayingAll, withFaulty, type Behaviour } from "../../protocols/byzantine/index.ts";
import { plainMajority, type NaiveVote } from "../../protocols/naive-votes/index.ts";
import { drains, pumps } from "../bmc/proposals.ts";
import { committee } from "../bmc/takeover.ts";
import type { Story } from "../scenario.ts";
import { shortestStory, type Found } from "./found.ts";

export interface BlockVote {
  /** 3 to 5. The first two propose a block each; all vote for the one they hear of first. */
  readonly validators: number;
  /** The last so many vote for both. */
  readonly liars: number;
}

/**
 * "A block is valid once a majority of the validators has voted for it": the shortest run in which two are, or null if
 * there is none. With three validators one liar is enough; with four or five one is not, and two are.
 */
export function twoBlocks({ validators, liars }: BlockVote): Story<NaiveVote<string>, Found> | null {
  if (!Number.isInteger(validators) || validators < 3 || validators > committee.length) {
    throw new RangeError(
      `validators must be a whole number from 3 to ${committee.length}; got ${validators}.`,
    );
  }
  if (!Number.isInteger(liars) || liars < 0 || liars > validators - 2) {
    throw new RangeError(`liars must be a whole number from 0 to ${validators - 2}; got ${liars}.`);
  }
  const everyone = nodesOf(validators);
  const correct = everyone.slice(0, validators - liars);
  const faulty = Object.fromEntries(everyone.slice(correct.length).map((node) => [node, votesForBoth]));
  return shortestStory<NaiveVote<string>>("A majority of validators has voted for each of two blocks", {
    protocol: withFaulty(plainMajority<string>({ everyone, askAgainAfter: null }), faulty),
    nodes: committee.slice(0, validators),
    requests: blocks.map((value, node) => ({ node, request: { kind: "propose", value } })),
    properties: [among(correct, agreement())],
  });
}

const blocks = [drains, pumps];

const votesForBoth: Behaviour<NaiveVote<string>> = sayingAll(
  blocks.map((value, to) => ({ to, message: { kind: "vote", round: 1, value } })),
);
