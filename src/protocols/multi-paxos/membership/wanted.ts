import { unchanged } from "../../../core/index.ts";
import { drive } from "../leader.ts";
import type { Reconfigure } from "../values.ts";
import type { NodeState, Settings, Turn } from "../vocabulary.ts";
import { isNext, stillWanted } from "./tenures.ts";

/** Gets it to the leader, if there is one that this node knows of. */
export function submitWanted<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { role } = state;
  const wanted = stillWanted(state);
  if (wanted === null) return unchanged(state);
  if (role.kind === "leading") return takeUp(state, wanted, settings);
  if (role.kind !== "following" || role.leader === null) return unchanged(state);
  return { state, effects: [{ kind: "send", to: role.leader.node, message: wanted }] };
}

/** A leader puts it next into the log, if it is the next one; if not, its time may come, and it will be asked for again. */
export function takeUp<S, C, R>(
  state: NodeState<S, C, R>,
  wanted: Reconfigure,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role } = state;
  if (role.kind !== "leading" || !isNext(wanted, state.replica)) return unchanged(state);
  const isUnderWay =
    role.reconfiguration !== null || role.inFlight.some(({ value }) => value.kind === "reconfigure");
  if (isUnderWay) return unchanged(state);
  return drive({ ...state, role: { ...role, reconfiguration: wanted } }, settings);
}
