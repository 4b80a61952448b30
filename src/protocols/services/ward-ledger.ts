import type { Service } from "../../core/index.ts";

export type LedgerCommand =
  /** The first entry of an account, with its opening balance: before it the account neither takes nor pays. */
  | { readonly kind: "open"; readonly account: string; readonly amount: number }
  | { readonly kind: "deposit"; readonly account: string; readonly amount: number }
  | { readonly kind: "withdraw"; readonly account: string; readonly amount: number }
  | { readonly kind: "transfer"; readonly from: string; readonly to: string; readonly amount: number }
  | { readonly kind: "balance"; readonly account: string }
  /** What all accounts hold together. */
  | { readonly kind: "total" };

/**
 * An opening and a deposit return "ok", a withdrawal and a transfer "paid"; each of them "refused" if it would overdraw
 * an account, open one twice, use one that is not open, or if the amount is no whole number above 0 (an account
 * may open with 0). A balance and the total return the amount, null for an account that is not open.
 */
export type LedgerResult = "ok" | "paid" | "refused" | number | null;

/** The balance of each open account, in the smallest coin. */
export type LedgerState = Readonly<Record<string, number>>;

/**
 * The account book of the emergency fund, with an account for each ward.
 *
 * The opening balance is no setting: it is the command in log position 0, and every copy of the book begins with it.
 * (So it is with the logs that Megastore replicates: Baker and others, 2011.)
 */
export const wardLedger: Service<LedgerState, LedgerCommand, LedgerResult> = {
  name: "ward ledger",
  initial: {},
  apply(book, command) {
    switch (command.kind) {
      case "open": {
        const { account, amount } = command;
        if (isOpen(book, account) || !isAmount(amount, 0)) return { state: book, result: "refused" };
        return { state: { ...book, [account]: amount }, result: "ok" };
      }
      case "deposit":
        return booked(book, null, command.account, command.amount, "ok");
      case "withdraw":
        return booked(book, command.account, null, command.amount, "paid");
      case "transfer":
        return booked(book, command.from, command.to, command.amount, "paid");
      case "balance":
        return { state: book, result: isOpen(book, command.account) ? book[command.account]! : null };
      case "total":
        return { state: book, result: totalOf(book) };
    }
  },
};

export function totalOf(book: LedgerState): number {
  return Object.values(book).reduce((sum, balance) => sum + balance, 0);
}

/** By how much a command with this result makes the total grow. */
export function growthBy(command: LedgerCommand, result: LedgerResult): number {
  if (result === "refused") return 0;
  if (command.kind === "open" || command.kind === "deposit") return command.amount;
  return command.kind === "withdraw" ? -command.amount : 0;
}

const isOpen = (book: LedgerState, account: string): boolean => Object.hasOwn(book, account);

const isAmount = (amount: number, least: number): boolean => Number.isSafeInteger(amount) && amount >= least;

/** Money goes from one account to another; null stands for the world outside. */
function booked(
  book: LedgerState,
  from: string | null,
  to: string | null,
  amount: number,
  success: "ok" | "paid",
): { readonly state: LedgerState; readonly result: LedgerResult } {
  const mayPay = from === null || (isOpen(book, from) && book[from]! >= amount);
  const mayTake = to === null || isOpen(book, to);
  if (!mayPay || !mayTake || !isAmount(amount, 1)) return { state: book, result: "refused" };
  const paid = from === null ? book : { ...book, [from]: book[from]! - amount };
  return { state: to === null ? paid : { ...paid, [to]: paid[to]! + amount }, result: success };
}
