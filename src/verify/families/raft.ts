import type { Model } from "../../check/index.ts";
import { nodes } from "../../core/index.ts";
import { raft, raftPhrases, type Raft } from "../../protocols/raft/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../protocols/services/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, type Family, type Settings } from "../family.ts";
import { raftModel } from "../models/raft.ts";

type V = Raft<LedgerState, LedgerCommand, LedgerResult>;

const opening: LedgerCommand = { kind: "open", account: "Kurla", amount: 10 };

/** Three wards with one account book; the first leader is asked for a command, and each leader begins with a no-op. */
function model({ slots, proposers, ballots, crashes }: Settings): Model<V> {
  const wards = committee.slice(0, 3);
  const leaders = nodes(proposers);
  return raftModel({
    protocol: raft({
      members: nodes(wards.length),
      service: wardLedger,
      batchSize: 1,
      window: 1,
      isSticky: false,
      tellsCommit: false,
    }),
    nodes: wards,
    entries: slots,
    asked: slots === 1 ? [] : [{ node: 0, command: opening }],
    candidates: Array.from({ length: ballots }, (_, nth) => [leaders[nth % proposers]!]),
    crashes,
  });
}

export const raftFamily: Family = {
  name: "raft",
  title: "Raft: three wards with one account book, entry by entry",
  knobs: [
    { name: "slots", meaning: "how long the log may grow", usual: 2, least: 1, most: 3 },
    { name: "proposers", meaning: "nodes that may lead, in turn", usual: 2, least: 1, most: 3 },
    { name: "ballots", meaning: "how many terms there are", usual: 2, least: 1, most: 6 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 1, least: 0, most: 3 },
  ],
  subject: (settings) => ({
    kind: "protocol",
    model: anyModel(model(settings)),
    phrases: anyPhrases(raftPhrases),
  }),
};
