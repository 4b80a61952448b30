import { milliseconds, nodes } from "../../core/index.ts";
import type { Model } from "../../check/index.ts";
import { agreement, validity } from "../../properties/index.ts";
import { firstCome, plainMajority, type NaiveVote } from "../../protocols/naive-votes/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, type Family, type Knob, type Settings } from "../family.ts";

type V = NaiveVote<string>;

const knobs: readonly Knob[] = [
  { name: "nodes", meaning: "voters", usual: 3, least: 2, most: 5 },
  { name: "proposers", meaning: "how many of them propose", usual: 2, least: 1, most: 3 },
];

/** What all the naive votes are asked: decide one of the values proposed. */
function model(protocol: Model<V>["protocol"], { nodes: count, proposers }: Settings): Model<V> {
  return {
    protocol,
    nodes: committee.slice(0, count),
    requests: nodes(proposers).map((node) => ({
      node,
      request: { kind: "propose", value: `${committee[node]}'s plan` },
    })),
    properties: [agreement<V>(), validity<V>()],
    sometimes: [{ name: "a value is decided", event: (_, event) => event.kind === "decide" }],
  };
}

export const firstComeFamily: Family = {
  name: "naive-first-come",
  title: "Whoever hears of a proposal first goes with it",
  knobs,
  subject: (settings) => ({
    kind: "protocol",
    model: anyModel(model(firstCome(nodes(settings.nodes)), settings)),
  }),
};

const rounds: Knob = {
  name: "ballots",
  meaning: "how often a proposer may ask",
  usual: 2,
  least: 1,
  most: 4,
};

export const plainMajorityFamily: Family = {
  name: "naive-majority",
  title: "More than half of all votes decide; without a majority, ask again",
  knobs: [...knobs, rounds],
  subject: (settings) => {
    const everyone = nodes(settings.nodes);
    const asking = plainMajority<string>({
      everyone,
      askAgainAfter: settings.ballots === 1 ? null : milliseconds(100),
    });
    const within: NonNullable<Model<V>["within"]> = {
      name: `${settings.ballots} rounds`,
      message: (message) => message.kind === "result" || message.round <= settings.ballots,
    };
    return { kind: "protocol", model: anyModel<V>({ ...model(asking, settings), within }) };
  },
};
