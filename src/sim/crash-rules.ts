import type { Effect, NodeId, Vocabulary } from "../core/index.ts";
import type { CrashBefore } from "./schedule.ts";

/** Counts, for each rule of the set-up, how many effects it has matched. */
export class CrashRules<V extends Vocabulary> {
  readonly #counted: readonly { readonly rule: CrashBefore<V>; seen: number }[];

  constructor(rules: readonly CrashBefore<V>[]) {
    this.#counted = rules.map((rule) => ({ rule, seen: 0 }));
  }

  /** Whether the node dies now, with this effect still undone. */
  strike(node: NodeId, effect: Effect<V>): boolean {
    let strikes = false;
    for (const counted of this.#counted) {
      const { rule } = counted;
      if (rule.node !== node || !rule.effect(effect)) continue;
      counted.seen++;
      strikes ||= counted.seen === (rule.nth ?? 1);
    }
    return strikes;
  }
}
