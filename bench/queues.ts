import { Agenda, type Due, type Queue } from "../src/sim/queue.ts";

/** What one would write first: sort after every push. */
export class SortOnPush<T extends Due> implements Queue<T> {
  readonly #items: T[] = [];

  push(item: T): void {
    this.#items.push(item);
    this.#items.sort(latestFirst);
  }

  pop(): T | undefined {
    return this.#items.pop();
  }
}

const latestFirst = (a: Due, b: Due): number => b.at - a.at || b.order - a.order;

/** A push of the item, or a pop. */
export type Operation = Due | "pop";

/** Writes down what a simulation asks of its queue. */
export class Recorder<T extends Due> implements Queue<T> {
  readonly operations: Operation[] = [];
  readonly #agenda = new Agenda<T>();

  push(item: T): void {
    this.operations.push(item);
    this.#agenda.push(item);
  }

  pop(): T | undefined {
    this.operations.push("pop");
    return this.#agenda.pop();
  }
}

export function replay(operations: readonly Operation[], queue: Queue<Due>): void {
  for (const operation of operations) {
    if (operation === "pop") queue.pop();
    else queue.push(operation);
  }
}
