import type { Ballot, NodeId } from "../../../src/core/index.ts";
import type { RoleTransition } from "../../../src/protocols/single-decree/index.ts";

export const ballot = (round: number, node: NodeId = 7): Ballot => ({ round, node });

/** The effects by name, messages by their own: `["persist", "promise"]`. */
export function kinds(effects: RoleTransition<unknown, unknown, string>["effects"]): readonly string[] {
  return effects.map((effect) => (effect.kind === "send" ? effect.message.kind : effect.kind));
}
