import {
  array,
  literal,
  maxValue,
  null_,
  number,
  pipe,
  record,
  strictObject,
  string,
  union,
  variant,
  type GenericSchema,
} from "valibot";
import type {
  ClientCommand,
  Execution,
  Membership,
  Replica,
  SlotProposal,
  Tenure,
  Value,
} from "../../protocols/multi-paxos/index.ts";
import type { LedgerCommand, LedgerResult, LedgerState } from "../../protocols/services/index.ts";
import { ballot, nodeIds, whole } from "./common.ts";
import { sparseArray } from "./sparse-array.ts";

/** As far as any log of an exercise goes, and much farther. */
const farthest = 2 ** 20;

export const slot: GenericSchema<unknown, number> = pipe(whole, maxValue(farthest));

export const clientCommand = <C>(
  command: GenericSchema<unknown, C>,
): GenericSchema<unknown, ClientCommand<C>> =>
  strictObject({ client: pipe(whole, maxValue(farthest)), sequence: whole, command });

/** What a slot may hold where nobody comes or goes. */
export const value = <C>(command: GenericSchema<unknown, C>): GenericSchema<unknown, Value<C>> =>
  variant("kind", [
    strictObject({ kind: literal("no-op") }),
    strictObject({ kind: literal("commands"), commands: array(clientCommand(command)) }),
  ]);

export const slotProposal = <C>(
  command: GenericSchema<unknown, C>,
): GenericSchema<unknown, SlotProposal<C>> => strictObject({ slot, ballot, value: value(command) });

const membership: GenericSchema<unknown, Membership> = variant("kind", [
  strictObject({ kind: literal("initial") }),
  strictObject({ kind: literal("majority"), nodes: nodeIds }),
  strictObject({ kind: literal("joint"), old: nodeIds, new: nodeIds }),
]);

export const tenure: GenericSchema<unknown, Tenure> = strictObject({
  number: whole,
  from: whole,
  membership,
});

const account = string();
const amount = number();

export const ledgerCommand: GenericSchema<unknown, LedgerCommand> = variant("kind", [
  strictObject({ kind: literal("open"), account, amount }),
  strictObject({ kind: literal("deposit"), account, amount }),
  strictObject({ kind: literal("withdraw"), account, amount }),
  strictObject({ kind: literal("transfer"), from: account, to: account, amount }),
  strictObject({ kind: literal("balance"), account }),
  strictObject({ kind: literal("total") }),
]);

export const ledgerResult: GenericSchema<unknown, LedgerResult> = union([
  literal("ok"),
  literal("paid"),
  literal("refused"),
  number(),
  null_(),
]);

export const ledgerReplica: GenericSchema<unknown, Replica<LedgerState, LedgerResult>> = strictObject({
  next: slot,
  service: record(account, amount),
  sessions: sparseArray(strictObject({ sequence: whole, result: ledgerResult })),
  tenures: array(tenure),
});

export const ledgerExecution: GenericSchema<
  unknown,
  Execution<LedgerState, LedgerCommand, LedgerResult>
> = strictObject({
  replica: ledgerReplica,
  executed: array(
    strictObject({ client: whole, sequence: whole, command: ledgerCommand, result: ledgerResult }),
  ),
});
