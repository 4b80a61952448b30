import type { SequentialSpecification } from "../specification.ts";

export type LedgerOperation =
  | { readonly kind: "deposit"; readonly account: string; readonly amount: number }
  | { readonly kind: "withdraw"; readonly account: string; readonly amount: number }
  | { readonly kind: "balance"; readonly account: string };

/** A balance returns the amount, a deposit "ok", a withdrawal whether it was paid. */
export type LedgerResult = number | "ok" | "paid" | "refused";

/**
 * A bank's ledger, or that of the wards: accounts that are never overdrawn. Each account is an object of its own.
 *
 * @param opening - the balance of an account before its first operation, 0 if it is not named.
 */
export function ledger(
  opening: Readonly<Record<string, number>> = {},
): SequentialSpecification<number, LedgerOperation, LedgerResult> {
  return {
    name: "ledger",
    initial: (account) => opening[account] ?? 0,
    partition: ({ account }) => account,
    outcomes(balance, operation) {
      switch (operation.kind) {
        case "deposit":
          return [{ state: balance + operation.amount, result: "ok" }];
        case "withdraw":
          return operation.amount <= balance
            ? [{ state: balance - operation.amount, result: "paid" }]
            : [{ state: balance, result: "refused" }];
        case "balance":
          return [{ state: balance, result: balance }];
      }
    },
    isReadOnly: ({ kind }, observed) =>
      kind === "balance" || (kind === "withdraw" && observed?.result === "refused"),
    describe(operation, observed) {
      const told = observed === null ? "" : ` → ${observed.result}`;
      switch (operation.kind) {
        case "deposit":
          return `deposit ${operation.amount} to ${operation.account}`;
        case "withdraw":
          return `withdraw ${operation.amount} from ${operation.account}${told}`;
        case "balance":
          return `balance of ${operation.account}${told}`;
      }
    },
  };
}
