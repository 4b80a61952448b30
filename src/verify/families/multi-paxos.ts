import type { Model } from "../../check/index.ts";
import { majority, nodes } from "../../core/index.ts";
import { multiPaxos, multiPaxosPhrases, type MultiPaxos } from "../../protocols/multi-paxos/index.ts";
import {
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
  type LedgerState,
} from "../../protocols/services/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, anyPhrases, type Family, type Settings } from "../family.ts";
import { multiPaxosModel } from "../models/multi-paxos.ts";

type V = MultiPaxos<LedgerState, LedgerCommand, LedgerResult>;

/** The second withdrawal is refused, whichever of the two that is. */
const commands: readonly LedgerCommand[] = [
  { kind: "open", account: "Kurla", amount: 10 },
  { kind: "withdraw", account: "Kurla", amount: 6 },
  { kind: "withdraw", account: "Kurla", amount: 7 },
];

/** Three wards with one account book; as many commands as slots, asked for at the leaders in turn. */
function model({ slots, proposers, ballots, crashes }: Settings): Model<V> {
  const wards = committee.slice(0, 3);
  const leaders = nodes(proposers);
  return multiPaxosModel({
    protocol: multiPaxos({
      quorums: majority(nodes(wards.length)),
      service: wardLedger,
      batch: { size: 1 },
      window: slots,
      isSticky: false,
    }),
    nodes: wards,
    slots,
    asked: commands.slice(0, slots).map((command, nth) => ({ node: leaders[nth % proposers]!, command })),
    ballots: Array.from({ length: ballots }, (_, nth) => ({
      round: Math.floor(nth / proposers) + 1,
      node: leaders[nth % proposers]!,
    })),
    crashes,
    states: "essential, nacks unsaid",
  });
}

export const multiPaxosFamily: Family = {
  name: "multi-paxos",
  title: "Multi-Paxos: three wards with one account book, slot by slot",
  knobs: [
    { name: "slots", meaning: "how long the log may grow", usual: 2, least: 1, most: 3 },
    { name: "proposers", meaning: "nodes that may lead", usual: 2, least: 1, most: 3 },
    { name: "ballots", meaning: "how many ballots may be led", usual: 2, least: 1, most: 6 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 1, least: 0, most: 3 },
  ],
  subject: (settings) => ({
    kind: "protocol",
    model: anyModel(model(settings)),
    phrases: anyPhrases(multiPaxosPhrases),
  }),
};
