import { unchanged } from "../../core/index.ts";
import { stepDown } from "./leader.ts";
import { isMajority, membersOf } from "./members.ts";
import { probedFrom, type Progress } from "./progress.ts";
import { emptyAppend, replicate } from "./replication.ts";
import { heartbeatTimer } from "./timers.ts";
import type { Here, Leader, RaftTurn, ServerState } from "./vocabulary.ts";

/**
 * The clock of a leader ticks: it says that it lives, and repeats what has not been answered since the last tick.
 *
 * One whom no majority answers gives up by itself: cut off in one direction only, it would keep all others loyal
 * and get nothing done (thesis, section 6.2).
 */
export function onHeartbeatTimer<S, C, R>(
  state: ServerState<S, C, R>,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leader") return unchanged(state);
  const { heartbeat, electionTimeout } = here.timing;
  const isHeard = isMajority(role.heard, membersOf(state));
  const unheard = isHeard ? 0 : role.unheard + 1;
  if (unheard > Math.ceil(electionTimeout.min / heartbeat)) return stepDown(state, here);
  const next: Leader = {
    ...role,
    unheard,
    heard: isHeard ? [here.self] : role.heard,
    followers: role.followers.map(ticked),
  };
  const repeated = replicate({ ...state, role: next }, here);
  const signs = next.followers.map((progress) => emptyAppend(state, progress, here));
  return { state: repeated.state, effects: [...signs, ...repeated.effects, heartbeatTimer(here)] };
}

/** What was under way at the last tick already, and still is, is lost. */
function ticked(progress: Progress): Progress {
  const { inFlight, oldest, mode, nextIndex, matchIndex } = progress;
  const first = inFlight[0] ?? null;
  if (first === null || first !== oldest) return oldest === first ? progress : { ...progress, oldest: first };
  return probedFrom(progress, mode === "probing" ? nextIndex : matchIndex + 1);
}
