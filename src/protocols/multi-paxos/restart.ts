import { and, andThen, unchanged } from "../../core/index.ts";
import { apply } from "./learner.ts";
import { electionTimer } from "./timers.ts";
import type { Durable, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * A node starts: with its snapshot, to which it applies again what it knew to be chosen.
 *
 * It waits for a leader first, and promises nobody anything meanwhile: before a crash it may have been loyal to one.
 */
export function restart<S, C, R>(
  fresh: NodeState<S, C, R>,
  disk: Durable<S, C, R> | null,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const turn = disk === null ? unchanged(fresh) : restored(fresh, disk, settings);
  return and(turn, [electionTimer("a sign of the leader", settings)]);
}

function restored<S, C, R>(
  fresh: NodeState<S, C, R>,
  { chosenBelow, ...kept }: Durable<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { snapshot } = kept;
  const { next: slot, service } = snapshot;
  let turn: Turn<S, C, R> = {
    state: { ...fresh, ...kept, replica: snapshot },
    effects: slot === 0 ? [] : [{ kind: "decide", decision: { kind: "restored", slot, state: service } }],
  };
  for (let slot = snapshot.next; slot < chosenBelow; slot++) {
    turn = andThen(turn, (state) => apply(state, slot, settings));
  }
  return turn;
}
