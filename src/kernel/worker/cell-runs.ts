import type { Bars } from "./bars/bars.ts";
import { asCell, CellScope } from "./current-cell.ts";
import { describeError } from "./describe-error.ts";
import type { Displays } from "./display/show.ts";
import { render } from "./display/render.ts";
import type { Evaluation, ReplSession } from "./evaluate.ts";
import { tell } from "./kernel-link.ts";
import type { Progress } from "./progress.ts";
import { interrupted, type Cell, type Outcome } from "./protocol.ts";
import { scriptName, scripts } from "./stack.ts";
import type { Stragglers } from "./stragglers.ts";

export interface CellRunsOptions {
  readonly progress: Progress;
  readonly repl: ReplSession;
  readonly displays: Displays;
  readonly bars: Bars;
  readonly stragglers: Stragglers;
  /** Told of an error in a value's own code for showing itself; the value is shown all the same, as text. */
  readonly onUnshown: (error: unknown) => void;
}

/** Runs cells, which take turns whenever one of them awaits; answers for each exactly once, however it ends. */
export class CellRuns {
  readonly #options: CellRunsOptions;
  /** The cells to answer for: at most one for each shell. */
  readonly #unanswered = new Map<number, CellScope>();

  constructor(options: CellRunsOptions) {
    this.#options = options;
  }

  async run(cell: Cell): Promise<void> {
    const scope = new CellScope(cell);
    this.#unanswered.set(cell.id, scope);
    const outcome = await asCell(scope, async () => {
      this.#options.progress.begin(scope);
      return this.#outcomeOf(cell, scope);
    });
    this.#answer(cell.id, outcome);
  }

  /** Answers for the cell at once, if it still runs. */
  giveUp(cellId: number): void {
    this.#answer(cellId, { kind: "error", error: interrupted });
  }

  /** What the cell has started ends, or at least says no more. */
  stop(scope: CellScope): void {
    this.#options.bars.interruptCell(scope.id);
    scope.stop();
    this.#options.stragglers.watch();
  }

  async #outcomeOf(cell: Cell, scope: CellScope): Promise<Outcome> {
    const { bars, displays, progress } = this.#options;
    scripts.remember(scriptName(cell), cell);
    const evaluation = await this.#evaluate(cell, scope);
    if (evaluation.kind === "thrown") bars.failCell(cell.id);
    if (evaluation.kind !== "terminated") await displays.whenShown(cell.id);
    switch (evaluation.kind) {
      case "terminated":
        // The termination has arrived: there is none to wait for.
        progress.end(scope);
        return { kind: "error", error: interrupted };
      case "thrown":
        return { kind: "error", error: describeError(evaluation.error) };
      case "value":
        return {
          kind: "ok",
          ...(cell.endsInExpression && (await this.#shown(evaluation.value))),
          expressions: await this.#expressions(cell, scope),
        };
    }
  }

  /** With what `using` does at the end of a block: two errors, the cell's and one of the end, become one. */
  async #evaluate(cell: Cell, scope: CellScope): Promise<Evaluation> {
    const evaluation = await this.#options.repl.evaluate(cell);
    if (evaluation.kind === "terminated") return evaluation;
    try {
      await scope.resources.dispose();
      return evaluation;
    } catch (error) {
      if (evaluation.kind === "value") return { kind: "thrown", error };
      return { kind: "thrown", error: new SuppressedError(error, evaluation.error) };
    }
  }

  async #shown(value: unknown): Promise<Pick<Outcome & { readonly kind: "ok" }, "value">> {
    if (value === undefined) return {};
    const { bundle, failure } = await render(value);
    if (failure) this.#options.onUnshown(failure.error);
    return bundle ? { value: bundle } : {};
  }

  async #expressions(cell: Cell, scope: CellScope): Promise<Readonly<Record<string, Outcome>>> {
    const outcomes: Record<string, Outcome> = {};
    for (const [name, expression] of Object.entries(cell.expressions)) {
      outcomes[name] = await this.#outcomeOf(expression, scope);
    }
    return outcomes;
  }

  /**
   * A cell that was given up may still come to an end; nobody is waiting for that any more. Whatever a late
   * termination leaves undone here is done when the guard asks again.
   */
  #answer(cellId: number, outcome: Outcome): void {
    const { progress, repl } = this.#options;
    const scope = this.#unanswered.get(cellId);
    if (!scope) return;
    if (outcome.kind === "error" && outcome.error === interrupted) this.stop(scope);
    if (progress.end(scope)) repl.absorbTermination();
    tell({ kind: "done", cellId, outcome });
    this.#unanswered.delete(cellId);
    progress.over(scope);
  }
}
