import {
  broadcast,
  emptyArray,
  endOf,
  itemAt,
  unchanged,
  withItem,
  type NodeId,
  dequeued,
  lengthOf,
} from "../../core/index.ts";
import { latest, others, quorumsAt } from "./membership/tenures.ts";
import type { Replica } from "./replica.ts";
import { fewest } from "./thrifty.ts";
import { noOp, type Slot, type SlotProposal, type Value } from "./values.ts";
import type { Action, Batch, Leading, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * Phase 2a: proposes in the next slots, as far as the window allows: first what phase 1 brought to light, then what
 * clients want. The leader is the first to accept each proposal.
 *
 * A tenure to come is not kept waiting: what clients do not fill of the window before it, no-ops do.
 */
export function propose<S, C, R>(state: NodeState<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  if (state.role.kind !== "leading") return unchanged(state);
  const { rules, window } = settings;
  const { ballot, prepared } = state.role;
  const { next, tenures } = state.replica;
  let { role, log } = state;
  const proposals: SlotProposal<C>[] = [];
  while (role.inFlight.length < window) {
    const slot = next + role.inFlight.length;
    if (rules.governs(tenures, slot).number > prepared) break;
    const choice = chooseValue(role, slot, state.replica, settings);
    if (choice === null) break;
    const { value } = choice;
    log = withItem(log, slot, { ballot, value });
    role = { ...choice.role, inFlight: [...role.inFlight, { value, acceptors: [ballot.node] }] };
    proposals.push({ slot, ballot, value });
  }
  const held = holdBack<S, C, R>(role, settings.batch);
  if (proposals.length === 0 && held.role === role) return unchanged(state);
  return {
    state: { ...state, log, role: held.role },
    effects: [...accepts(proposals, state, role, settings), ...held.effects],
  };
}

/** What to propose in the slot, and the leader without it; null if there is nothing to propose now. */
function chooseValue<S, C, R>(
  role: Leading<C>,
  slot: Slot,
  replica: Replica<S, R>,
  { batch, rules }: Settings<S, C, R>,
): { readonly value: Value<C>; readonly role: Leading<C> } | null {
  if (slot < endOf(role.reported)) {
    const value = rules.adopts(role.reported, slot);
    return value && { value, role };
  }
  const { number, from } = latest(replica);
  const reconfiguration = itemAt(role.reconfigurations, number + 1);
  const isUnderWay =
    reconfiguration !== null && role.inFlight.some(({ value }) => value.kind === "reconfigure");
  if (reconfiguration !== null && !isUnderWay) return { value: reconfiguration, role };
  const { queue, held } = role;
  const isUrgent = slot < from;
  const isEnough = isUrgent || lengthOf(queue) >= batch.size || batch.delay === 0 || held === "long enough";
  if (lengthOf(queue) === 0) return isUrgent ? { value: noOp, role } : null;
  if (!isEnough) return null;
  const { taken: commands, rest } = dequeued(queue, batch.size);
  return { value: { kind: "commands", commands }, role: { ...role, queue: rest, reported: emptyArray } };
}

/** Too few commands for a batch wait for more, but only so long. */
function holdBack<S, C, R>(
  role: Leading<C>,
  { delay }: Batch,
): { readonly role: Leading<C>; readonly effects: readonly Action<S, C, R>[] } {
  const isEmpty = lengthOf(role.queue) === 0;
  if (isEmpty && role.held !== "no") return { role: { ...role, held: "no" }, effects: [] };
  if (isEmpty || delay === 0 || role.held !== "no") return { role, effects: [] };
  return {
    role: { ...role, held: "until the timer rings" },
    effects: [{ kind: "set-timer", timer: "batch", after: { min: delay, max: delay } }],
  };
}

function accepts<S, C, R>(
  proposals: readonly SlotProposal<C>[],
  state: NodeState<S, C, R>,
  { ballot: { node: self }, responsive }: Leading<C>,
  settings: Settings<S, C, R>,
): readonly Action<S, C, R>[] {
  const { replica } = state;
  const audience = (slot: Slot): readonly NodeId[] =>
    settings.isThrifty
      ? fewest(quorumsAt(replica, slot, settings), self, responsive)
      : others(state, self, settings, slot);
  return proposals.flatMap((proposal): readonly Action<S, C, R>[] =>
    broadcast(audience(proposal.slot), {
      kind: "accept" as const,
      ...proposal,
      chosenBelow: replica.next,
    }),
  );
}
