import { randomUUID } from "node:crypto";
import { shellCount } from "../worker/progress.ts";
import { CellQueue, type CellQueueOptions } from "./cell-queue.ts";
import { RequestError } from "./requests/handler.ts";

/**
 * The main shell and its subshells (JEP 91), each with a queue of its own. Their cells share variables and one
 * thread: those of different shells take turns whenever one of them awaits, and a loop that does not await holds
 * up all of them.
 */
export class Shells {
  readonly main: CellQueue;
  readonly #options: Omit<CellQueueOptions, "shell">;
  readonly #subshells = new Map<string, CellQueue>();

  constructor(options: Omit<CellQueueOptions, "shell">) {
    this.#options = options;
    this.main = new CellQueue({ ...options, shell: 0 });
  }

  /** The ids of the subshells. */
  get ids(): readonly string[] {
    return [...this.#subshells.keys()];
  }

  /** The queue of the subshell with this id. */
  find(id: unknown): CellQueue | undefined {
    return typeof id === "string" ? this.#subshells.get(id) : undefined;
  }

  /** Returns the id of a new subshell. @throws RequestError if there are too many. */
  create(): string {
    const taken = new Set([...this.#subshells.values()].map(({ shell }) => shell));
    const free = Array.from({ length: shellCount }, (_, shell) => shell).find(
      (shell) => shell !== this.main.shell && !taken.has(shell),
    );
    if (free === undefined) {
      throw new RequestError(
        `There are ${taken.size} subshells already; delete one before creating another.`,
      );
    }
    const id = randomUUID();
    this.#subshells.set(id, new CellQueue({ ...this.#options, shell: free }));
    return id;
  }

  /** Stops what runs in the subshell; resolves when it is gone. @throws RequestError */
  async delete(id: unknown): Promise<void> {
    const queue = this.find(id);
    if (!queue) throw noSuchSubshell(id);
    await queue.close();
    this.#subshells.delete(String(id));
  }
}

export function noSuchSubshell(id: unknown): RequestError {
  return new RequestError(`There is no subshell with the id ${JSON.stringify(id ?? null).slice(0, 80)}.`);
}
