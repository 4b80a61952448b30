import type { NodeId, Observation, Property, Vocabulary } from "../core/index.ts";

export interface Broken {
  readonly property: string;
  readonly problem: string;
}

/** Shows the events to every property, and keeps the first complaint. */
export function observeAll<V extends Vocabulary>(
  properties: readonly Property<V>[],
  before: readonly unknown[],
  seen: readonly { readonly node: NodeId; readonly event: Observation<V> }[],
): { readonly memories: readonly unknown[]; readonly broken: Broken | null } {
  const memories = [...before];
  let broken: Broken | null = null;
  for (const { node, event } of seen) {
    for (const [index, property] of properties.entries()) {
      if (property.watches?.includes(event.kind) === false) continue;
      const memory = property.observe(memories[index], node, event);
      if (memory === memories[index]) continue;
      memories[index] = memory;
      const problem = property.violation(memory);
      if (problem !== null) broken ??= { property: property.name, problem };
    }
  }
  return { memories, broken };
}
