import { unchanged } from "../../core/index.ts";
import { lastIndex } from "./log.ts";
import { pendingIn } from "./members.ts";
import { electionTimer } from "./timers.ts";
import type { Durable, Here, RaftTurn, ServerState } from "./vocabulary.ts";

/** A server starts, with its snapshot. How much of its log is committed it will hear from a leader (figure 2). */
export function restart<S, C, R>(
  fresh: ServerState<S, C, R>,
  disk: Durable<S, C, R> | null,
  here: Here<S, C, R>,
): RaftTurn<S, C, R> {
  const turn = disk === null ? unchanged(fresh) : restored(fresh, disk);
  return { ...turn, effects: [...turn.effects, electionTimer("an election's end", here)] };
}

function restored<S, C, R>(fresh: ServerState<S, C, R>, disk: Durable<S, C, R>): RaftTurn<S, C, R> {
  const { snapshot, log } = disk;
  const { lastApplied: index, service } = snapshot;
  const pending = pendingIn(log, [], { from: index + 1, to: lastIndex(log) });
  return {
    state: { ...fresh, ...disk, replica: snapshot, pending },
    effects: index === 0 ? [] : [{ kind: "decide", decision: { kind: "restored", index, state: service } }],
  };
}
