import type { NodeId } from "../core/index.ts";
import type { NetworkFault } from "./schedule.ts";

/** The partitions and cuts in force, each until its label is healed. */
export class Barriers {
  readonly #blocks = new Map<string, (from: NodeId, to: NodeId) => boolean>();

  apply(fault: NetworkFault): void {
    switch (fault.kind) {
      case "heal":
        this.#blocks.delete(fault.label);
        return;
      case "partition": {
        const groupOf = new Map(fault.groups.flatMap((group, index) => group.map((node) => [node, index])));
        this.#blocks.set(fault.label, (from, to) => {
          const [a, b] = [groupOf.get(from), groupOf.get(to)];
          return a !== undefined && b !== undefined && a !== b;
        });
        return;
      }
      case "cut": {
        const [froms, tos] = [new Set(fault.from), new Set(fault.to)];
        this.#blocks.set(fault.label, (from, to) => froms.has(from) && tos.has(to));
      }
    }
  }

  isBlocked(from: NodeId, to: NodeId): boolean {
    if (this.#blocks.size === 0) return false;
    for (const blocks of this.#blocks.values()) if (blocks(from, to)) return true;
    return false;
  }
}
