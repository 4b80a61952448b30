import type { Outcome, SequentialSpecification } from "../specification.ts";
import type { LedgerOperation, LedgerResult } from "./ledger.ts";

/** What can be done with a ledger, and what concerns several of its accounts at once. */
export type BookOperation =
  | LedgerOperation
  /** Comes before all else for an account: without it, nothing is paid in or out. */
  | { readonly kind: "open"; readonly account: string; readonly amount: number }
  | { readonly kind: "transfer"; readonly from: string; readonly to: string; readonly amount: number }
  | { readonly kind: "total" };

/** As of a ledger; the balance of an account that is not open is null, and all that cannot be done is refused. */
export type BookResult = LedgerResult | null;

type Book = Readonly<Record<string, number>>;

/** A ledger whose accounts are opened, and between which money is moved: so all of them together are one object. */
export const accountBook: SequentialSpecification<Book, BookOperation, BookResult> = {
  name: "account book",
  initial: () => ({}),
  outcomes: (book, operation) => [outcome(book, operation)],
  isReadOnly: ({ kind }, observed) =>
    kind === "balance" || kind === "total" || observed?.result === "refused",
  describe(operation, observed) {
    const told = observed === null ? "" : ` → ${observed.result}`;
    switch (operation.kind) {
      case "open":
        return `open ${operation.account} with ${operation.amount}${told}`;
      case "deposit":
        return `deposit ${operation.amount} to ${operation.account}${told}`;
      case "withdraw":
        return `withdraw ${operation.amount} from ${operation.account}${told}`;
      case "transfer":
        return `transfer ${operation.amount} from ${operation.from} to ${operation.to}${told}`;
      case "balance":
        return `balance of ${operation.account}${told}`;
      case "total":
        return `total${told}`;
    }
  },
};

function outcome(book: Book, operation: BookOperation): Outcome<Book, BookResult> {
  switch (operation.kind) {
    case "open": {
      const { account, amount } = operation;
      const isRefused = Object.hasOwn(book, account) || !(Number.isSafeInteger(amount) && amount >= 0);
      return isRefused
        ? { state: book, result: "refused" }
        : { state: { ...book, [account]: amount }, result: "ok" };
    }
    case "deposit":
      return post(book, "ok", operation.amount, [{ account: operation.account, sign: 1 }]);
    case "withdraw":
      return post(book, "paid", operation.amount, [{ account: operation.account, sign: -1 }]);
    case "transfer":
      return post(book, "paid", operation.amount, [
        { account: operation.from, sign: -1 },
        { account: operation.to, sign: 1 },
      ]);
    case "balance":
      return { state: book, result: new Map(Object.entries(book)).get(operation.account) ?? null };
    case "total":
      return { state: book, result: Object.values(book).reduce((sum, balance) => sum + balance, 0) };
  }
}

interface Posting {
  readonly account: string;
  readonly sign: 1 | -1;
}

/** All postings one after the other, or none if one of them cannot be. */
function post(
  book: Book,
  result: BookResult,
  amount: number,
  postings: readonly Posting[],
): Outcome<Book, BookResult> {
  const accounts = new Map(Object.entries(book));
  for (const { account, sign } of postings) {
    const balance = (accounts.get(account) ?? -Infinity) + sign * amount;
    if (!(Number.isSafeInteger(amount) && amount > 0 && balance >= 0))
      return { state: book, result: "refused" };
    accounts.set(account, balance);
  }
  return { state: Object.fromEntries(accounts), result };
}
