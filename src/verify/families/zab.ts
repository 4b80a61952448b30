import type { Model } from "../../check/index.ts";
import { nodes } from "../../core/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../protocols/services/index.ts";
import { zab, zabPhrases, type Zab } from "../../protocols/zab/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, type Family, type Settings } from "../family.ts";
import { zabModel } from "../models/zab.ts";

type V = Zab<LedgerState, LedgerCommand, LedgerResult>;

const commands: readonly LedgerCommand[] = [
  { kind: "open", account: "Kurla", amount: 10 },
  { kind: "withdraw", account: "Kurla", amount: 6 },
  { kind: "withdraw", account: "Kurla", amount: 7 },
];

/** Three wards with one account book, who all may lose patience; leaders, and those asked for a command, take turns. */
function model({ slots, proposers, ballots, crashes }: Settings): Model<V> {
  const wards = committee.slice(0, 3);
  return zabModel({
    protocol: zab({ processes: wards.length, service: wardLedger }),
    nodes: wards,
    leaders: nodes(ballots).map((nth) => nth % proposers),
    asked: commands
      .slice(0, slots)
      .map((command, nth) => ({ node: nth % Math.min(proposers, ballots), command })),
    impatient: nodes(wards.length),
    crashes,
  });
}

export const zabFamily: Family = {
  name: "zab",
  title: "Zab: three wards with one account book, transaction by transaction",
  knobs: [
    { name: "slots", meaning: "transactions that clients ask for", usual: 2, least: 1, most: 3 },
    { name: "proposers", meaning: "nodes that may lead, in turn", usual: 2, least: 1, most: 3 },
    { name: "ballots", meaning: "how many elections a node may take part in", usual: 2, least: 1, most: 4 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 0, least: 0, most: 3 },
  ],
  subject: (settings) => ({
    kind: "protocol",
    model: anyModel(model(settings)),
    phrases: anyPhrases(zabPhrases),
  }),
};
