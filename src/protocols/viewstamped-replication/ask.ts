import { unchanged, type NodeId } from "../../core/index.ts";
import { tell } from "./group.ts";
import type { OpNumber, ViewNumber } from "./messages.ts";
import type { ReplicaState, Turn } from "./vocabulary.ts";

/**
 * State transfer (section 5.2): a replica has missed operations, or a view change, and asks one that has not for what it
 * lacks: after its last operation in its own view, after its last committed one in a later view.
 *
 * The paper has it drop its log after that operation, and join the later view, before it asks. What it drops may be
 * committed with its help: if a further view change began before the answer comes, it would be lost. So here nothing
 * changes until it does.
 */
export function askForState<S, C, R>(
  state: ReplicaState<S, C, R>,
  whom: NodeId,
  view: ViewNumber,
): Turn<S, C, R> {
  if (view < state.view || state.status.kind === "recovering") return unchanged(state);
  return { state, effects: [tell(whom, { kind: "get-state", view, opNumber: sharedWith(state, view) })] };
}

/** Up to here the log of any replica that is normal in this view is the same, or will be. */
export function sharedWith<S, C, R>(
  { status, view: mine, opNumber, application }: ReplicaState<S, C, R>,
  view: ViewNumber,
): OpNumber {
  return status.kind === "normal" && view === mine ? opNumber : application.commitNumber;
}
