import type { Effect, Input, NodeId, Observation, ScriptAction, Vocabulary } from "../../core/index.ts";
import { faultsOf, namesOf, type Model } from "../model.ts";
import type { NodeView, SystemState } from "../state.ts";
import { sameText } from "../canonical.ts";
import { observeAll, type Broken } from "../observe.ts";
import { add, remove } from "./network.ts";

/**
 * What an action does to a system: the meaning of a {@link Model}, written to be read.
 *
 * The engine computes the same with integers. Both are compared in the tests.
 */
export interface Outcome<V extends Vocabulary> {
  readonly state: SystemState<V>;
  /** What could be seen of the step, in order. */
  readonly seen: readonly { readonly node: NodeId; readonly event: Observation<V> }[];
  /** The first property that the step breaks. */
  readonly broken: Broken | null;
  /** How many effects the node had to do in this step. */
  readonly effects: number;
}

/** All nodes have started, in the order of their ids; nothing else has happened. */
export function initialOutcome<V extends Vocabulary>(model: Model<V>): Outcome<V> {
  const blank: NodeView<V> = { isUp: false, state: null, disk: null, timers: [] };
  const properties = model.properties ?? [];
  let outcome: Outcome<V> = {
    state: {
      nodes: namesOf(model).map(() => blank),
      inFlight: [],
      requestsLeft: model.requests ?? [],
      faultsLeft: faultsOf(model),
      memories: properties.map(({ initial }) => initial),
    },
    seen: [],
    broken: null,
    effects: 0,
  };
  for (const node of namesOf(model).keys()) {
    const { seen, broken } = outcome;
    outcome = start(model, outcome.state, node);
    outcome = { ...outcome, seen: [...seen, ...outcome.seen], broken: broken ?? outcome.broken };
  }
  return outcome;
}

/** The state after the action, which must be possible in `state`. */
export function apply<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
  action: ScriptAction<V>,
): Outcome<V> {
  switch (action.kind) {
    case "deliver": {
      const { from, to, message, crashAfter } = action;
      const after = model.network?.kind === "set" ? state : without(state, action);
      return step(model, after, to, { kind: "message", from, message }, crashAfter);
    }
    case "duplicate": {
      const { from, to, message, crashAfter } = action;
      return step(model, spend(state, "duplication"), to, { kind: "message", from, message }, crashAfter);
    }
    case "drop": {
      const lost = without(state, action);
      // What reaches a node that is down is lost without the network's fault.
      return quietly(state.nodes[action.to]!.isUp ? spend(lost, "loss") : lost);
    }
    case "timer": {
      const { node, timer, crashAfter } = action;
      const view = state.nodes[node]!;
      const rung = { ...view, timers: view.timers.filter((other) => other !== timer) };
      return step(model, withNode(state, node, rung), node, { kind: "timer", timer }, crashAfter);
    }
    case "request": {
      const { node, request, crashAfter } = action;
      const index = state.requestsLeft.findIndex((left) => sameText(left, { node, request }));
      const asked = { ...state, requestsLeft: state.requestsLeft.toSpliced(index, 1) };
      return step(model, asked, node, { kind: "request", request }, crashAfter);
    }
    case "crash":
      return quietly(crashed(state, action.node));
    case "restart": {
      const { node, disk, crashAfter } = action;
      const view = state.nodes[node]!;
      const found = disk === "kept" ? view.disk : null;
      return start(model, withNode(state, node, { ...view, disk: found }), node, crashAfter);
    }
  }
}

function start<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
  node: NodeId,
  crashAfter?: number,
): Outcome<V> {
  const { disk } = state.nodes[node]!;
  const booted = { isUp: true, state: model.protocol.initial(node), disk, timers: [] };
  return step(model, withNode(state, node, booted), node, { kind: "start", persisted: disk }, crashAfter);
}

/** A node takes a step: all of its effects one after the other, or the first `crashAfter` and then the crash. */
function step<V extends Vocabulary>(
  model: Model<V>,
  before: SystemState<V>,
  node: NodeId,
  input: Input<V>,
  crashAfter?: number,
): Outcome<V> {
  const view = before.nodes[node]!;
  const transition = model.protocol.step(view.state, input, { self: node, now: 0 });
  const done = transition.effects.slice(0, crashAfter);
  let state = withNode(before, node, { ...view, state: transition.state });
  for (const effect of done) state = perform(model, state, node, effect);
  if (crashAfter !== undefined) state = crashed(state, node);
  const seen = [input, ...done].map((event) => ({ node, event }));
  const { memories, broken } = observeAll(model.properties ?? [], state.memories, seen);
  return { state: { ...state, memories }, seen, broken, effects: transition.effects.length };
}

function perform<V extends Vocabulary>(
  model: Model<V>,
  state: SystemState<V>,
  node: NodeId,
  effect: Effect<V>,
): SystemState<V> {
  const view = state.nodes[node]!;
  const { timers } = view;
  switch (effect.kind) {
    case "persist":
      return withNode(state, node, { ...view, disk: effect.value });
    case "send": {
      const envelope = { from: node, to: effect.to, message: effect.message };
      return { ...state, inFlight: add(model.network?.kind ?? "unordered", state.inFlight, envelope) };
    }
    case "set-timer":
      return withNode(state, node, { ...view, timers: [...new Set([...timers, effect.timer])].sort() });
    case "cancel-timer":
      return withNode(state, node, { ...view, timers: timers.filter((other) => other !== effect.timer) });
    case "decide":
      return state;
  }
}

function crashed<V extends Vocabulary>(state: SystemState<V>, node: NodeId): SystemState<V> {
  const { disk } = state.nodes[node]!;
  return withNode(spend(state, "crashes"), node, { isUp: false, state: null, disk, timers: [] });
}

function without<V extends Vocabulary>(
  state: SystemState<V>,
  { from, to, message }: { readonly from: NodeId; readonly to: NodeId; readonly message: V["message"] },
): SystemState<V> {
  return { ...state, inFlight: remove(state.inFlight, { from, to, message }) };
}

function spend<V extends Vocabulary>(
  state: SystemState<V>,
  fault: keyof SystemState<V>["faultsLeft"],
): SystemState<V> {
  return { ...state, faultsLeft: { ...state.faultsLeft, [fault]: state.faultsLeft[fault] - 1 } };
}

const withNode = <V extends Vocabulary>(
  state: SystemState<V>,
  node: NodeId,
  view: NodeView<V>,
): SystemState<V> => ({ ...state, nodes: state.nodes.with(node, view) });

const quietly = <V extends Vocabulary>(state: SystemState<V>): Outcome<V> => ({
  state,
  seen: [],
  broken: null,
  effects: 0,
});
