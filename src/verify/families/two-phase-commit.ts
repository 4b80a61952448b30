import { milliseconds, nodes } from "../../core/index.ts";
import type { Model } from "../../check/index.ts";
import { agreementOn } from "../../properties/index.ts";
import { twoPhaseCommit, type TwoPhaseCommit } from "../../protocols/two-phase-commit/index.ts";
import { committee } from "../../scenarios/index.ts";
import { anyModel, type Family, type Settings } from "../family.ts";

type V = TwoPhaseCommit<string>;

/** All participants end alike; a participant may inquire for ever, so messages are a set. */
function model({ nodes: count, crashes }: Settings): Model<V> {
  const [coordinator = 0, ...participants] = nodes(count);
  return {
    protocol: twoPhaseCommit<string>({ coordinator, participants, patience: milliseconds(100) }),
    nodes: committee.slice(0, count),
    requests: [{ node: coordinator, request: { kind: "propose", value: "the fund" } }],
    properties: [agreementOn<V>(({ outcome }) => outcome)],
    sometimes: (["commit", "abort"] as const).map((outcome) => ({
      name: `a participant ends in ${outcome}`,
      event: (_, event) => event.kind === "decide" && event.decision.outcome === outcome,
    })),
    network: { kind: "set" },
    crashes: { most: crashes },
  };
}

export const twoPhaseCommitFamily: Family = {
  name: "two-phase-commit",
  title: "Two-phase commit: all or nothing, as long as the coordinator lives",
  knobs: [
    { name: "nodes", meaning: "the coordinator and its participants", usual: 3, least: 2, most: 5 },
    { name: "crashes", meaning: "crashes in a run, each with a restart", usual: 1, least: 0, most: 3 },
  ],
  subject: (settings) => ({ kind: "protocol", model: anyModel(model(settings)) }),
};
