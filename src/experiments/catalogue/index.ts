import type { Experiment } from "../experiment.ts";
import alarms from "./alarms.ts";
import availability from "./availability.ts";
import batchSize from "./batch-size.ts";
import byzantineCost from "./byzantine-cost.ts";
import collisions from "./collisions.ts";
import diskBytes from "./disk-bytes.ts";
import duel from "./duel.ts";
import fastOrClassic from "./fast-or-classic.ts";
import flexibleQuorums from "./flexible-quorums.ts";
import leaderCrash from "./leader-crash.ts";
import pipelineWindow from "./pipeline-window.ts";
import quorumLatency from "./quorum-latency.ts";
import reads from "./reads.ts";
import reconfiguration from "./reconfiguration.ts";
import relatives from "./relatives.ts";
import stickiness from "./stickiness.ts";
import thrifty from "./thrifty.ts";
import viewChangeCost from "./view-change-cost.ts";
import wireBytes from "./wire-bytes.ts";

export {
  alarms,
  availability,
  batchSize,
  byzantineCost,
  collisions,
  diskBytes,
  duel,
  fastOrClassic,
  flexibleQuorums,
  leaderCrash,
  pipelineWindow,
  quorumLatency,
  reads,
  reconfiguration,
  relatives,
  stickiness,
  thrifty,
  viewChangeCost,
  wireBytes,
};

/** What `paxoslab experiment` knows by name. Each is the default export of a file called like it. */
export const catalogue: readonly Experiment[] = [
  batchSize,
  pipelineWindow,
  duel,
  availability,
  leaderCrash,
  wireBytes,
  diskBytes,
  stickiness,
  thrifty,
  quorumLatency,
  flexibleQuorums,
  fastOrClassic,
  collisions,
  reads,
  reconfiguration,
  alarms,
  relatives,
  byzantineCost,
  viewChangeCost,
];
