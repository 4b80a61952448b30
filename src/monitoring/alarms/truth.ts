import type { NodeId, NodeSet, Time, Vocabulary } from "../../core/index.ts";
import { Barriers } from "../../sim/barriers.ts";
import type { Trace, TraceEvent } from "../../sim/index.ts";
import { alsoFound, firstFound, type Findings } from "./findings.ts";
import type { AlarmRule } from "./rules.ts";

/** A time in which a rule was truly broken for a node: as no node can know it, only who sees all faults. */
export interface Danger extends Findings {
  readonly observer: NodeId;
  readonly from: Time;
  /** Null if it lasted to the end. */
  readonly to: Time | null;
}

/**
 * From when to when the nodes that a node could truly talk to, both ways, broke the rule. A node that is down or stands
 * still itself is in no danger: there is nobody to be told.
 *
 * @param observers - for which nodes; by default all.
 */
export function dangers<V extends Vocabulary>(
  { events, names }: Trace<V>,
  rule: AlarmRule,
  observers: readonly NodeId[] = names.map((_, node) => node),
): readonly Danger[] {
  const world = new Reachability(names.length);
  const open = new Map<NodeId, Danger>();
  const dangers: Danger[] = [];
  for (const event of events) {
    if (!world.apply(event)) continue;
    const { at } = event;
    for (const observer of observers) {
      const finding = world.isAwake(observer) ? rule.finding(world.reachedFrom(observer)) : null;
      const danger = open.get(observer);
      if (finding !== null) {
        const begins = { observer, from: at, to: null, ...firstFound(finding, at) };
        open.set(observer, danger === undefined ? begins : alsoFound(danger, finding, at));
      } else if (danger !== undefined) {
        open.delete(observer);
        dangers.push({ ...danger, to: at });
      }
    }
  }
  const lasting = dangers.concat([...open.values()]).filter(({ from, to }) => from !== to);
  return lasting.sort((a, b) => a.from - b.from || a.observer - b.observer);
}

/** Who can talk to whom. */
class Reachability {
  readonly #down = new Set<NodeId>();
  readonly #paused = new Set<NodeId>();
  readonly #barriers = new Barriers();
  readonly #everybody: readonly NodeId[];

  constructor(nodes: number) {
    this.#everybody = Array.from({ length: nodes }, (_, node) => node);
  }

  /** Whether the event changed anything about it. */
  apply<V extends Vocabulary>(event: TraceEvent<V>): boolean {
    switch (event.kind) {
      case "start":
        return this.#down.delete(event.node);
      case "crash":
        this.#down.add(event.node);
        this.#paused.delete(event.node);
        return true;
      case "pause":
        this.#paused.add(event.node);
        return true;
      case "resume":
        return this.#paused.delete(event.node);
      case "partition":
      case "cut":
      case "heal":
        this.#barriers.apply(event);
        return true;
      default:
        return false;
    }
  }

  isAwake(node: NodeId): boolean {
    return !this.#down.has(node) && !this.#paused.has(node);
  }

  reachedFrom(observer: NodeId): NodeSet {
    const barriers = this.#barriers;
    return this.#everybody.filter(
      (node) =>
        node === observer ||
        (this.isAwake(node) && !barriers.isBlocked(observer, node) && !barriers.isBlocked(node, observer)),
    );
  }
}
