import { and, unchanged, type NodeId } from "../../core/index.ts";
import { lastDelivered, unacknowledged } from "./broadcast.ts";
import { follow, look, onLookingHeartbeat } from "./election.ts";
import { tell, tellOthers } from "./group.ts";
import { lastZxid } from "./history.ts";
import type { Ping } from "./messages.ts";
import { onCommit } from "./synchronisation.ts";
import { heartbeatTimer } from "./timers.ts";
import type { Leading, ProcessState, Settings, Turn } from "./vocabulary.ts";

/** Whatever a process waits for, it says again what it has to say. */
export function onHeartbeatTimer<S, C, R>(
  state: ProcessState<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, accepted } = state;
  switch (role.kind) {
    case "looking":
      return onLookingHeartbeat(state, role, self, settings);
    case "following": {
      const goesOn: Turn<S, C, R> = { state, effects: [heartbeatTimer(settings)] };
      if (role.phase === "broadcast") return goesOn;
      return and(goesOn, [tell(role.leader, { kind: "cepoch", epoch: accepted.epoch })]);
    }
    case "leading":
      return onLeaderHeartbeat(state, role, self, settings);
  }
}

/** A leader of whom no quorum has been heard for a while gives up: others may follow another one already. */
function onLeaderHeartbeat<S, C, R>(
  state: ProcessState<S, C, R>,
  role: Leading<S, C, R>,
  self: NodeId,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { patience, heartbeat } = settings.timing;
  const isHeard = role.heard.length >= settings.quorum;
  const unheard = isHeard ? 0 : role.unheard + 1;
  if (unheard > Math.ceil(patience / heartbeat)) return look(state, self, settings);
  const heard = isHeard ? [self] : role.heard;
  const pings: Turn<S, C, R> = {
    state: { ...state, role: { ...role, heard, unheard, sentBefore: state.length } },
    effects: tellOthers(self, { kind: "ping", epoch: role.epoch, zxid: lastDelivered(state) }, settings),
  };
  const again = role.phase === "broadcast" ? unacknowledged(state, role, self) : [];
  return and(pings, [...again, heartbeatTimer(settings)]);
}

/** A leader lives: who looks for one follows it, and who is in another epoch than it asks to be led anew. */
export function onPing<S, C, R>(
  state: ProcessState<S, C, R>,
  from: NodeId,
  ping: Ping,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const { role, current } = state;
  const { epoch } = ping;
  switch (role.kind) {
    case "looking":
      return follow(state, from, settings);
    case "leading":
      return epoch > role.epoch ? follow(state, from, settings) : unchanged(state);
    case "following": {
      if (role.leader !== from) return unchanged(state);
      if (role.phase === "discovery") return { state, effects: [tell(from, { kind: "pong" })] };
      if (epoch !== current) return follow(state, from, settings);
      const zxid = lastZxid(state);
      return and(onCommit(state, from, ping, settings), [tell(from, { kind: "ack", epoch, zxid })]);
    }
  }
}
