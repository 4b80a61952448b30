import type { Random } from "../../src/core/index.ts";
import {
  accountBook,
  checkLinearizability,
  keyValueMap,
  type BookOperation,
  type BookResult,
  type History,
  type KeyValueOperation,
  type KeyValueResult,
  type SequentialSpecification,
} from "../../src/properties/index.ts";

/** What the clients of a replicated service ask for, and what it must mean to them. */
export interface Workload<Operation, Result> {
  /** What one client asks for before all others. */
  readonly opening: readonly Operation[];
  /** Something to ask for; `name` is of this command alone. */
  readonly draw: (random: Random, name: string) => Operation;
  /** What is asked of a node once the storm is over. */
  readonly late: (node: number) => Operation;
  /** Why no order explains what clients were told, or null. */
  readonly judge: (history: History<Operation, Result>) => string | null;
}

/** No two write the same, and nothing is appended: so few orders, or only one, explain what clients were told. */
export const keyValueWork: Workload<KeyValueOperation, KeyValueResult> = {
  opening: [],
  draw(random, value) {
    const key = random.pick(["x", "y", "z"]);
    switch (random.pick(["get", "put", "cas"] as const)) {
      case "get":
        return { kind: "get", key };
      case "put":
        return { kind: "put", key, value };
      case "cas":
        return { kind: "cas", key, expected: null, value };
    }
  },
  late: (node) => ({ kind: "put", key: "late", value: `${node}` }),
  judge: (history) => unexplained(history, keyValueMap),
};

/** The opening balances come first, but may be lost or late like any other command. Late clients audit. */
export const ledgerWork: Workload<BookOperation, BookResult> = {
  opening: ["Kurla", "Dadar"].map((account) => ({ kind: "open", account, amount: 10 })),
  draw(random) {
    const [account, to] = random.shuffle(["Kurla", "Dadar"]) as [string, string];
    const amount = random.integer(1, 12);
    switch (random.pick(["deposit", "withdraw", "transfer", "balance", "total"] as const)) {
      case "deposit":
        return { kind: "deposit", account, amount };
      case "withdraw":
        return { kind: "withdraw", account, amount };
      case "transfer":
        return { kind: "transfer", from: account, to, amount };
      case "balance":
        return { kind: "balance", account };
      case "total":
        return { kind: "total" };
    }
  },
  late: () => ({ kind: "total" }),
  judge: (history) => unexplained(history, accountBook),
};

function unexplained<State, Operation, Result>(
  history: History<Operation, Result>,
  specification: SequentialSpecification<State, Operation, Result>,
): string | null {
  const verdict = checkLinearizability(history, specification);
  switch (verdict.kind) {
    case "linearizable":
      return null;
    case "not linearizable":
      return verdict.counterexample.explanation;
    case "unknown":
      throw new Error(`Whether the history is linearizable was not found out in ${verdict.steps} steps.`);
  }
}
