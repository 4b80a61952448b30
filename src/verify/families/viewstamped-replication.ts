import type { Model } from "../../check/index.ts";
import { nodes } from "../../core/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../protocols/services/index.ts";
import {
  replicationPhrases,
  viewstampedReplication,
  type ViewstampedReplication,
} from "../../protocols/viewstamped-replication/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, type Family, type Settings } from "../family.ts";
import { replicationModel } from "../models/viewstamped-replication.ts";

type V = ViewstampedReplication<LedgerState, LedgerCommand, LedgerResult>;

const commands: readonly LedgerCommand[] = [
  { kind: "open", account: "Kurla", amount: 10 },
  { kind: "withdraw", account: "Kurla", amount: 6 },
  { kind: "withdraw", account: "Kurla", amount: 7 },
];

/** Three wards with one account book, who all may lose patience; a command for the primary of each view in turn. */
function model({ slots, ballots, crashes }: Settings): Model<V> {
  const wards = committee.slice(0, 3);
  return replicationModel({
    protocol: viewstampedReplication({ replicas: wards.length, service: wardLedger }),
    nodes: wards,
    view: ballots - 1,
    asked: commands
      .slice(0, slots)
      .map((command, nth) => ({ node: (nth % ballots) % wards.length, command })),
    impatient: nodes(wards.length),
    crashes,
  });
}

export const viewstampedReplicationFamily: Family = {
  name: "viewstamped-replication",
  title: "Viewstamped Replication: three wards with one account book, in memory",
  knobs: [
    { name: "slots", meaning: "operations that clients ask for", usual: 1, least: 1, most: 3 },
    { name: "ballots", meaning: "how many views there are", usual: 2, least: 1, most: 4 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 1, least: 0, most: 3 },
  ],
  subject: (settings) => ({
    kind: "protocol",
    model: anyModel(model(settings)),
    phrases: anyPhrases(replicationPhrases),
  }),
};
