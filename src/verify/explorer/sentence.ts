import { namesOf, type Model, type Outcome } from "../../check/index.ts";
import type { Phrasebook, ScriptAction, Vocabulary } from "../../core/index.ts";
import { tell, type TraceEvent } from "../../sim/index.ts";

/** One action and what its node does about it, as a sentence. */
export function sentenceFor<V extends Vocabulary>(
  model: Model<V>,
  action: ScriptAction<V>,
  { seen }: Outcome<V>,
  phrases?: Phrasebook<V>,
): string {
  const events = [...beginningOf(action), ...seen.map((one) => asTraceEvent<V>(one)), ...endOf(action)];
  const trace = { protocol: model.protocol.name, seed: null, names: namesOf(model), events };
  const told = tell(trace, phrases).map(({ text }) => text);
  const extra = action.kind === "duplicate" ? "A copy stays on its way: " : "";
  // Who starts again has crashed before, which is no part of this sentence.
  return extra + told.slice(action.kind === "restart" ? 1 : 0).join(" ");
}

const now = { at: 0 } as const;

function beginningOf<V extends Vocabulary>(action: ScriptAction<V>): readonly TraceEvent<V>[] {
  switch (action.kind) {
    case "crash":
    case "restart":
      return [{ ...now, kind: "crash", node: action.node }];
    case "drop": {
      const { from: node, to, message } = action;
      return [{ ...now, kind: "drop", node, id: 0, to, message, why: "loss" }];
    }
    case "deliver":
    case "duplicate":
    case "timer":
    case "request":
      return [];
  }
}

function endOf<V extends Vocabulary>(action: ScriptAction<V>): readonly TraceEvent<V>[] {
  if (!("crashAfter" in action) || action.crashAfter === undefined) return [];
  const node = action.kind === "deliver" || action.kind === "duplicate" ? action.to : action.node;
  return [{ ...now, kind: "crash", node }];
}

function asTraceEvent<V extends Vocabulary>({ node, event }: Outcome<V>["seen"][number]): TraceEvent<V> {
  switch (event.kind) {
    case "message":
      return { ...now, kind: "deliver", node, id: 0, from: event.from, message: event.message };
    case "send":
      return { ...now, kind: "send", node, id: 0, to: event.to, message: event.message };
    case "set-timer":
      return { ...now, kind: "set-timer", node, timer: event.timer, after: event.after.min };
    case "start":
    case "timer":
    case "request":
    case "persist":
    case "cancel-timer":
    case "decide":
      return { ...now, node, ...event };
  }
}
