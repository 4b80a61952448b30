import { CellSyntaxError, transpile } from "../language/index.ts";
import type { JsonObject } from "../messaging/index.ts";
import type { Cell, CellId, Outcome } from "../worker/protocol.ts";
import { syntaxError } from "./syntax-error.ts";

/** The `user_expressions` of an execute_request, which a client wants to know the values of afterwards. */
export class UserExpressions {
  /** Those that can be evaluated, by the names the client gave them. */
  readonly cells: Readonly<Record<string, Cell>>;
  readonly #failed: Readonly<Record<string, Outcome>>;

  /** @param newCellId gives an id that no cell has yet. */
  constructor(asked: unknown, newCellId: () => CellId) {
    const cells: Record<string, Cell> = {};
    const failed: Record<string, Outcome> = {};
    for (const [name, source] of Object.entries(asked ?? {})) {
      const label = `user expression "${name}"`;
      try {
        const { endsInExpression, ...script } = transpile(String(source));
        if (!endsInExpression) throw new CellSyntaxError("An expression is expected.", String(source), 0);
        cells[name] = {
          ...newCellId(),
          label,
          source: String(source),
          ...script,
          endsInExpression,
          expressions: {},
        };
      } catch (error) {
        if (!(error instanceof CellSyntaxError)) throw error;
        failed[name] = { kind: "error", error: syntaxError(error, label) };
      }
    }
    this.cells = cells;
    this.#failed = failed;
  }

  /** As the reply to the request has it. */
  reply(evaluated: Readonly<Record<string, Outcome>>): JsonObject {
    const outcomes = Object.entries({ ...evaluated, ...this.#failed });
    return Object.fromEntries(outcomes.map(([name, outcome]) => [name, replyOf(outcome)]));
  }
}

function replyOf(outcome: Outcome): JsonObject {
  switch (outcome.kind) {
    case "error":
      return { status: "error", ...outcome.error };
    case "ok": {
      const { data = { "text/plain": "undefined" }, metadata = {} } = outcome.value ?? {};
      return { status: "ok", data, metadata };
    }
  }
}
