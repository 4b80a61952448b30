import { andThen, unchanged, withNode, type NodeId } from "../../../core/index.ts";
import { drive } from "../leader.ts";
import { install } from "../learner.ts";
import type { Promise } from "../messages.ts";
import { withReported } from "../reads/lease.ts";
import { merged } from "../reported.ts";
import type { Leading, NodeState, Settings, Turn } from "../vocabulary.ts";
import { preparedFor, stepDown } from "./handover.ts";
import { latest } from "./tenures.ts";

/**
 * A member of a later configuration promises while the leader leads: in slots where it has not proposed yet, what
 * that member reports counts like what the first ones did. All who have promised by then are a quorum, and more.
 */
export function onLatePromise<S, C, R>(
  state: NodeState<S, C, R>,
  role: Leading<C>,
  from: NodeId,
  { accepted, snapshot }: Promise<S, C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { replica } = state;
  if (role.prepared === latest(replica).number || role.promises.includes(from)) return unchanged(state);
  // It knows more to be chosen than this leader, who would have to be told slot by slot: another one may lead.
  if (snapshot !== null && snapshot.next > replica.next) {
    return andThen(stepDown(state, settings), (state) => install(state, snapshot));
  }
  const promises = withNode(role.promises, from);
  const open = replica.next + role.inFlight.length;
  const reported = merged(
    role.reported,
    accepted.filter(({ slot }) => slot >= open),
  );
  const prepared = preparedFor(state, role.ballot.node, promises, settings);
  const lease = role.lease && withReported(role.lease, reported);
  return drive({ ...state, role: { ...role, promises, reported, prepared, lease } }, settings);
}
