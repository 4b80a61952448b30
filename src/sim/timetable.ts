import type { Vocabulary } from "../core/index.ts";
import type { Pending } from "./pending.ts";
import type { Scheduled } from "./schedule.ts";
import { requireSoundAction } from "./setup.ts";

/** The order of all that is scheduled: before anything else that is due at the same moment. */
export const planned = -1;

/**
 * Hands out what is scheduled in order of time, one by one: the rest of a schedule that is made as it goes need not
 * exist yet. A million requests at once would take hundreds of megabytes.
 */
export class Timetable<V extends Vocabulary> {
  readonly #entries: Iterator<Scheduled<V>>;
  readonly #nodes: number;
  #last = 0;

  /** @param schedule - a list in any order, which is sound; or what comes in order of time, and is looked at as it comes. */
  constructor(schedule: Iterable<Scheduled<V>>, nodes: number) {
    const inOrder = Array.isArray(schedule) ? sorted<V>(schedule) : schedule;
    this.#entries = inOrder[Symbol.iterator]();
    this.#nodes = nodes;
  }

  /** The next one; null after the last. */
  next(): Pending<V> | null {
    const entry = this.#entries.next();
    if (entry.done === true) return null;
    const { at, action } = entry.value;
    requireSoundAction(entry.value, this.#nodes);
    if (at < this.#last) {
      throw new RangeError(
        `A ${action.kind} at ${at} is scheduled after something at ${this.#last}; ` +
          `a schedule that is not an array has to come in order of time.`,
      );
    }
    this.#last = at;
    return asPending(entry.value, planned);
  }
}

export function asPending<V extends Vocabulary>({ at, action }: Scheduled<V>, order: number): Pending<V> {
  return action.kind === "request"
    ? { at, order, kind: "request", node: action.node, request: action.request }
    : { at, order, kind: "fault", fault: action };
}

function sorted<V extends Vocabulary>(schedule: readonly Scheduled<V>[]): readonly Scheduled<V>[] {
  const isInOrder = schedule.every(({ at }, index) => index === 0 || schedule[index - 1]!.at <= at);
  return isInOrder ? schedule : schedule.toSorted((a, b) => a.at - b.at);
}
