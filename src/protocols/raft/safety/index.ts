import type { Property } from "../../../core/index.ts";
import type { Raft } from "../vocabulary.ts";
import { electionSafety } from "./election-safety.ts";
import { leaderAppendOnly } from "./leader-append-only.ts";
import { leaderCompleteness } from "./leader-completeness.ts";
import { logMatching } from "./log-matching.ts";

export { electionSafety, leaderAppendOnly, leaderCompleteness, logMatching };

/**
 * What Raft guarantees at all times (the paper's figure 3), as an observer sees it in messages, disks and decisions. The
 * fifth of these properties, State Machine Safety, is log agreement, which any replicated log has to keep.
 */
export function raftSafety<S, C, R>(): readonly Property<Raft<S, C, R>>[] {
  return [electionSafety(), leaderAppendOnly(), logMatching(), leaderCompleteness()] as const;
}
