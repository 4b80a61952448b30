export { asStorms } from "./as-storms.ts";
export { asTest, type ModelSource } from "./as-test.ts";
export { check, search, type CheckOptions, type Progress } from "./check.ts";
export { counterexample, playIn, type Counterexample } from "./counterexample.ts";
export { families, familyNamed, modelNamed } from "./families/index.ts";
export { singleDecreeModel, type SingleDecreeBounds } from "./families/single-decree.ts";
export {
  settle,
  SettingError,
  type AnyModel,
  type Family,
  type Knob,
  type KnobName,
  type Settings,
  type Subject,
} from "./family.ts";
export { drawnRun, type RunToDraw } from "./drawn-run.ts";
export { minimise, type Minimised } from "./minimise.ts";
export { progressInWords } from "./notebook-progress.ts";
export { registerPaxos } from "./models/register-paxos.ts";
export { separateRoles, type SeparateRoles } from "./models/separate-roles.ts";
export { outcomeOf, verdict, type Outcome, type Verdict } from "./verdict.ts";
export { parseRecording, RecordingError, type Recording } from "./recording.ts";
export { effort, formatSeconds, headline, verdictText } from "./verdict-text.ts";
export { messageSetPaxos } from "./models/message-set-paxos.ts";
export { fastPaxosModel, fastPlans, type FastBounds } from "./models/fast-paxos.ts";
export { hotStuffModel, type HotStuffBounds } from "./models/hotstuff.ts";
export { multiPaxosModel, type LogBounds } from "./models/multi-paxos.ts";
export { paxosCommitModel, type PaxosCommitBounds } from "./models/paxos-commit.ts";
export { pbftModel } from "./models/pbft.ts";
export { raftModel, type RaftBounds } from "./models/raft.ts";
export { replicationModel, type ReplicationBounds } from "./models/viewstamped-replication.ts";
export { zabModel, type ZabBounds } from "./models/zab.ts";
export { explorerView, type ExplorerOptions, type ExplorerView } from "./explorer/index.ts";
