import { andThen, itemAt, itemsFrom, unchanged, withItem } from "../../../core/index.ts";
import { drive } from "../leader.ts";
import type { Reconfigure } from "../values.ts";
import type { NodeState, Settings, Turn } from "../vocabulary.ts";
import { latest, stillWanted } from "./tenures.ts";

/** Gets the wishes for other members to the leader, if there is one that this node knows of. */
export function submitWanted<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const wishes = itemsFrom(stillWanted(state)).map(({ item }) => item);
  const { role } = state;
  if (role.kind === "leading") {
    return wishes.reduce(
      (turn: Turn<S, C, R>, wish) => andThen(turn, (state) => takeUp(state, wish, settings)),
      unchanged(state),
    );
  }
  if (role.kind !== "following" || role.leader === null) return unchanged(state);
  const { node: to } = role.leader;
  return { state, effects: wishes.map((message) => ({ kind: "send" as const, to, message })) };
}

/** A leader puts it into the log as soon as it is the next one. */
export function takeUp<S, C, R>(
  state: NodeState<S, C, R>,
  wish: Reconfigure,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, replica } = state;
  if (role.kind !== "leading" || wish.number <= latest(replica).number) return unchanged(state);
  if (itemAt(role.reconfigurations, wish.number) !== null) return unchanged(state);
  const reconfigurations = withItem(role.reconfigurations, wish.number, wish);
  return drive({ ...state, role: { ...role, reconfigurations } }, settings);
}
