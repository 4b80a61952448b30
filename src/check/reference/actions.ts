import type { NodeId, ScriptAction, Vocabulary } from "../../core/index.ts";
import { namesOf, type ClientRequest, type Model } from "../model.ts";
import type { Envelope, SystemState } from "../state.ts";
import { sameText } from "../canonical.ts";
import { arriving, remove } from "./network.ts";
import { apply, type Outcome } from "./semantics.ts";

/** One way for a run to go on. */
export interface Successor<V extends Vocabulary> {
  readonly action: ScriptAction<V>;
  readonly outcome: Outcome<V>;
}

/** All that can happen next, within bounds or not. */
export function successors<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
): readonly Successor<V>[] {
  return [...stepsOfNodes(model, state), ...faults(model, state)].filter(
    (successor) => !isIdle(model, state, successor),
  );
}

/** The names by which the successors came about: what a person may choose from. */
export function enabledActions<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
): readonly ScriptAction<V>[] {
  return successors(model, state)
    .filter(({ outcome }) => isWithin(model, outcome.state))
    .map(({ action }) => action);
}

/** Whether nothing but a fault can happen any more. */
export function isAtRest<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): boolean {
  return stepsOfNodes(model, state).every((successor) => {
    const { kind, crashAfter } = successor.action;
    return kind === "duplicate" || crashAfter !== undefined || isIdle(model, state, successor);
  });
}

export function isWithin<V extends Vocabulary>({ within }: Model<V>, state: SystemState<V>): boolean {
  const { state: nodeWithin = () => true, message: messageWithin = () => true } = within ?? {};
  return (
    state.nodes.every(({ isUp, state }, node) => !isUp || nodeWithin(state, node)) &&
    state.inFlight.every(({ from, to, message }) => messageWithin(message, from, to))
  );
}

type NodeStep<V extends Vocabulary> = Extract<ScriptAction<V>, { crashAfter?: number }>;

/** Whole steps of nodes, and the same steps cut short by a crash. */
function stepsOfNodes<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
): readonly (Successor<V> & { readonly action: NodeStep<V> })[] {
  const { most = 0, strikes = "within steps" } = model.crashes ?? {};
  const actions: readonly NodeStep<V>[] = [
    ...deliveries(model, state),
    ...rings(model, state),
    ...submissions(model, state),
    ...restarts(model, state),
  ];
  return actions.flatMap((action) => {
    const outcome = apply(model, state, action);
    const whole = { action, outcome };
    if (most === 0 || state.faultsLeft.crashes === 0 || strikes === "between steps") return [whole];
    const cut = Array.from({ length: Math.max(0, outcome.effects - 1) }, (_, index) => {
      const interrupted = { ...action, crashAfter: index + 1 };
      return { action: interrupted, outcome: apply(model, state, interrupted) };
    });
    return [whole, ...cut];
  });
}

/**
 * A message that would change nothing at its receiver, not even what an observer remembers, stays in
 * flight: whatever can happen after it was used up can happen as well while it waits, for ever if need
 * be. (Not so on a fifo link, where it stands in the way of the next.)
 */
function isIdle<V extends Vocabulary>(
  model: Model<V>,
  before: SystemState<V>,
  { action, outcome }: Successor<V>,
): boolean {
  if (action.kind !== "deliver" && action.kind !== "duplicate") return false;
  if (model.network?.kind === "fifo" && action.kind === "deliver") return false;
  const isGone = action.kind === "deliver" && model.network?.kind !== "set";
  const { from, to, message } = action;
  const { state } = outcome;
  const inFlight = isGone ? remove(before.inFlight, { from, to, message }) : before.inFlight;
  return (
    sameText(state.nodes, before.nodes) &&
    sameText(state.inFlight, inFlight) &&
    sameText(state.memories, before.memories)
  );
}

function deliveries<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly NodeStep<V>[] {
  const arrivals = messages(model, state).filter(({ to }) => state.nodes[to]!.isUp);
  return [
    ...arrivals.map((envelope) => ({ kind: "deliver" as const, ...envelope })),
    ...(state.faultsLeft.duplication > 0
      ? arrivals.map((envelope) => ({ kind: "duplicate" as const, ...envelope }))
      : []),
  ];
}

function rings<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly NodeStep<V>[] {
  if (model.timers === "off") return [];
  return state.nodes.flatMap(({ timers }, node) =>
    timers.map((timer) => ({ kind: "timer" as const, node, timer })),
  );
}

function submissions<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly NodeStep<V>[] {
  const { requestsLeft } = state;
  const isEarlier = (other: ClientRequest<V>, left: ClientRequest<V>): boolean =>
    model.requestOrder === "listed" ? other.node === left.node : sameText(other, left);
  return requestsLeft
    .filter((left, index) => !requestsLeft.slice(0, index).some((other) => isEarlier(other, left)))
    .filter(({ node }) => state.nodes[node]!.isUp)
    .map(({ node, request }) => ({ kind: "request" as const, node, request }));
}

function restarts<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly NodeStep<V>[] {
  const restart = (node: NodeId, disk: "kept" | "lost"): NodeStep<V> => ({ kind: "restart", node, disk });
  return state.nodes.flatMap(({ isUp, disk }, node) => {
    if (isUp) return [];
    const mayBeLost = model.crashes?.disk === "may be lost" && disk !== null;
    return mayBeLost ? [restart(node, "kept"), restart(node, "lost")] : [restart(node, "kept")];
  });
}

function faults<V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly Successor<V>[] {
  const isUp = (node: NodeId): boolean => state.nodes[node]!.isUp;
  const isLost = ({ to }: Envelope<V>): boolean =>
    isUp(to) ? state.faultsLeft.loss > 0 : model.network?.kind === "fifo";
  const crashes = [...namesOf(model).keys()].filter((node) => state.faultsLeft.crashes > 0 && isUp(node));
  const actions: readonly ScriptAction<V>[] = [
    ...messages(model, state)
      .filter(isLost)
      .map((envelope) => ({ kind: "drop" as const, ...envelope })),
    ...crashes.map((node) => ({ kind: "crash" as const, node })),
  ];
  return actions.map((action) => ({ action, outcome: apply(model, state, action) }));
}

const messages = <V extends Vocabulary>(model: Model<V>, state: SystemState<V>): readonly Envelope<V>[] =>
  arriving(model.network?.kind ?? "unordered", state.inFlight);
