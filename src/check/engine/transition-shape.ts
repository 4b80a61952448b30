/** What is wrong with the shape of a transition, as the end of a sentence; null if it is one. */
export function problemOf(transition: unknown, nodes: number): string | null {
  if (typeof transition !== "object" || transition === null) {
    return `it returned ${shown(transition)}, where { state, effects } is wanted.`;
  }
  if (!("state" in transition)) return `what it returned has no "state".`;
  if (!("effects" in transition) || !Array.isArray(transition.effects)) {
    return `what it returned has no list of "effects".`;
  }
  for (const [index, effect] of transition.effects.entries()) {
    const problem = problemOfEffect(effect, nodes);
    if (problem !== null) return `its effect number ${index + 1} ${problem}.`;
  }
  return null;
}

function problemOfEffect(effect: unknown, nodes: number): string | null {
  if (typeof effect !== "object" || effect === null || !("kind" in effect)) {
    return `is ${shown(effect)}, which has no "kind"`;
  }
  switch (effect.kind) {
    case "send":
      if (!("message" in effect)) return `sends no "message"`;
      return "to" in effect && isNode(effect.to, nodes)
        ? null
        : `sends to ${shown("to" in effect ? effect.to : undefined)}; the nodes are 0 to ${nodes - 1}`;
    case "persist":
      return "value" in effect ? null : `persists no "value"`;
    case "set-timer":
    case "cancel-timer":
      return "timer" in effect && typeof effect.timer === "string" ? null : `names no "timer"`;
    case "decide":
      return "decision" in effect ? null : `decides no "decision"`;
    default:
      return `is of the unknown kind ${shown(effect.kind)}`;
  }
}

const isNode = (value: unknown, nodes: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < nodes;

const shown = (value: unknown): string =>
  value === undefined ? "nothing" : (JSON.stringify(value) ?? typeof value);
