import type { NodeId, Observation, Property, Vocabulary } from "../core/index.ts";

interface Watched<V extends Vocabulary> {
  readonly property: Property<V>;
  memory: unknown;
}

export interface Broken {
  readonly property: string;
  readonly problem: string;
}

/** Shows every observation to every property, and keeps the first complaint. */
export class Watch<V extends Vocabulary> {
  readonly #watched: readonly Watched<V>[];
  #broken: Broken | null = null;

  constructor(properties: readonly Property<V>[]) {
    this.#watched = properties.map((property) => ({ property, memory: property.initial }));
  }

  get broken(): Broken | null {
    return this.#broken;
  }

  observe(node: NodeId, event: Observation<V>): void {
    for (const watched of this.#watched) {
      const { property } = watched;
      const memory = property.observe(watched.memory, node, event);
      if (memory === watched.memory) continue;
      watched.memory = memory;
      const problem = property.violation(memory);
      if (problem !== null) this.#broken ??= { property: property.name, problem };
    }
  }
}
