import type { NodeId, Property, Vocabulary } from "../core/index.ts";

/**
 * The same property of some nodes only: those that keep to the protocol. About what a faulty node says or decides nothing
 * can be promised; what its clients ask of it, though, has been asked.
 */
export function among<V extends Vocabulary, Memory>(
  nodes: readonly NodeId[],
  property: Property<V, Memory>,
): Property<V, Memory> {
  return {
    ...property,
    name: `${property.name} (among correct nodes)`,
    observe: (memory, node, event) =>
      event.kind === "request" || nodes.includes(node) ? property.observe(memory, node, event) : memory,
    violation: (memory) => property.violation(memory),
  };
}
