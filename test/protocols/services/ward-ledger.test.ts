import * as fc from "fast-check";
import { expect, test } from "vitest";
import { accountBook, ledger, type BookOperation } from "../../../src/properties/index.ts";
import {
  growthBy,
  totalOf,
  wardLedger,
  type LedgerCommand,
  type LedgerResult,
} from "../../../src/protocols/services/index.ts";

/** What comes of the commands, one after the other. */
function outcomeOf(commands: readonly LedgerCommand[]) {
  let state = wardLedger.initial;
  const results: LedgerResult[] = [];
  for (const command of commands) {
    const outcome = wardLedger.apply(state, command);
    state = outcome.state;
    results.push(outcome.result);
  }
  return { state, results };
}

test("a ward's account begins with its opening balance and is never overdrawn", () => {
  const { results, state } = outcomeOf([
    { kind: "deposit", account: "Kurla", amount: 5 },
    { kind: "balance", account: "Kurla" },
    { kind: "open", account: "Kurla", amount: 100 },
    { kind: "open", account: "Kurla", amount: 100 },
    { kind: "open", account: "Dadar", amount: 0 },
    { kind: "withdraw", account: "Kurla", amount: 60 },
    { kind: "withdraw", account: "Kurla", amount: 60 },
    { kind: "transfer", from: "Kurla", to: "Dadar", amount: 30 },
    { kind: "transfer", from: "Kurla", to: "Bandra", amount: 1 },
    { kind: "balance", account: "Dadar" },
    { kind: "total" },
  ]);
  expect(results).toEqual([
    "refused", // Not open yet.
    null,
    "ok",
    "refused",
    "ok",
    "paid",
    "refused", // 40 are left.
    "paid",
    "refused", // Bandra has no account.
    30,
    40,
  ]);
  expect(state).toEqual({ Kurla: 10, Dadar: 30 });
});

// Names that objects have of their own must be accounts like any other.
const account = fc.constantFrom("Kurla", "Dadar", "constructor", "__proto__");
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 0.5, Infinity, Number.NaN) },
);
const command: fc.Arbitrary<LedgerCommand & BookOperation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("open" as const, "deposit" as const, "withdraw" as const),
    account,
    amount,
  }),
  fc.record({ kind: fc.constant("transfer" as const), from: account, to: account, amount }),
  fc.record({ kind: fc.constant("balance" as const), account }),
  fc.record({ kind: fc.constant("total" as const) }),
);
const commands = fc.array(command, { size: "medium" });

test("the ward ledger does what its specification says", () => {
  fc.assert(
    fc.property(commands, (commands) => {
      let [state, expected] = [wardLedger.initial, accountBook.initial("")];
      for (const command of commands) {
        const outcome = wardLedger.apply(state, command);
        const [only, ...others] = accountBook.outcomes(expected, command);
        expect(others).toEqual([]);
        expect(outcome).toEqual(only);
        if (accountBook.isReadOnly!(command, outcome)) expect(outcome.state).toEqual(state);
        [state, expected] = [outcome.state, only!.state];
      }
    }),
  );
});

test("once all accounts are open and with no transfers, it is a ledger of accounts apart", () => {
  const opening = { Kurla: 7, Dadar: 0 };
  const simple = fc.record({
    kind: fc.constantFrom("deposit" as const, "withdraw" as const, "balance" as const),
    account: fc.constantFrom("Kurla", "Dadar"),
    amount: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(simple), (operations) => {
      const accounts = ledger(opening);
      const balances = new Map(Object.keys(opening).map((name) => [name, accounts.initial(name)]));
      let state: typeof wardLedger.initial = opening;
      for (const operation of operations) {
        const outcome = wardLedger.apply(state, operation);
        const [expected] = accounts.outcomes(balances.get(operation.account)!, operation);
        expect(outcome.result).toBe(expected!.result);
        balances.set(operation.account, expected!.state);
        state = outcome.state;
      }
    }),
  );
});

test("money is neither made nor lost: the book holds what was paid in, less what was paid out", () => {
  fc.assert(
    fc.property(commands, (commands) => {
      const { state, results } = outcomeOf(commands);
      const growth = commands.reduce((sum, command, nth) => sum + growthBy(command, results[nth]!), 0);
      expect(totalOf(state)).toBe(growth);
      expect(Math.min(0, ...Object.values(state))).toBe(0);
    }),
  );
});
