import type { Random } from "../../../core/index.ts";
import { noOp, type Slot, type Value } from "../../../protocols/multi-paxos/index.ts";
import type { LedgerCommand } from "../../../protocols/services/index.ts";
import { openFund, pay } from "../../../scenarios/index.ts";
import type { Wish } from "./port.ts";

/** What a replica goes through. */
export type Happening =
  | { readonly kind: "chosen"; readonly slot: Slot; readonly value: Value<LedgerCommand> }
  | { readonly kind: "asked"; readonly wish: Wish };

export const chosen = (slot: Slot, ...commands: readonly Wish[]): Happening => ({
  kind: "chosen",
  slot,
  value: { kind: "commands", commands },
});

export const asked = (wish: Wish): Happening => ({ kind: "asked", wish });

interface LogKind {
  /** How likely it is that a place in a slot holds something that has been in the log before. */
  readonly copies?: number;
  /** How likely a client is to leave a command out, which turns up later. */
  readonly older?: number;
  readonly noOps?: number;
}

type Log = readonly Value<LedgerCommand>[];

/** The first slot opens the fund; later ones pay out of it, and more than there is. */
export function drawLog(random: Random, { copies = 0, older = 0, noOps = 0 }: LogKind = {}): Log {
  // Client 0 has opened the fund with its command 0.
  const next = [1, ...[1, 2, 3, 4].map(() => random.integer(0, 2))];
  const before: Wish[] = [];
  const late: Wish[] = [];
  const wish = (client: number): Wish => ({
    client,
    sequence: next[client]!++,
    command: payment(random),
  });
  const slots = Array.from({ length: random.integer(6, 9) }, (): Value<LedgerCommand> => {
    if (random.chance(noOps)) return noOp;
    const clients = random.shuffle([0, 1, 2, 3, 4]).slice(0, random.integer(1, 3));
    const commands: Wish[] = [];
    for (const client of clients) {
      if (before.length > 0 && random.chance(copies)) commands.push(random.pick(before));
      if (late.length > 0) commands.push(late.pop()!);
      if (random.chance(older)) late.push(wish(client));
      commands.push(wish(client));
      if (random.chance(copies)) commands.push(commands.at(-1)!);
    }
    before.push(...commands);
    return { kind: "commands", commands };
  });
  return [opening(random), ...slots];
}

/** No client has more than one command in it, but may have that one in two slots. */
export function drawShortLog(random: Random): Log {
  const wishes = random
    .shuffle([1, 2, 3, 4, 5, 6])
    .map((client) => ({ client, sequence: random.integer(0, 3), command: payment(random) }));
  const copies = wishes.filter(() => random.chance(0.6));
  const waiting = [...wishes, ...copies];
  const slots: Value<LedgerCommand>[] = [];
  while (waiting.length > 0)
    slots.push({ kind: "commands", commands: waiting.splice(0, random.integer(1, 3)) });
  return [opening(random), ...slots];
}

export const payment = (random: Random): LedgerCommand => pay(10 * random.integer(2, 25));

export function opening(random: Random): Value<LedgerCommand> {
  const command = openFund(10 * random.integer(30, 80));
  return { kind: "commands", commands: [{ client: 0, sequence: 0, command }] };
}

/** A history in a few words. */
export function told(happenings: readonly Happening[]): string {
  return happenings
    .map((one) =>
      one.kind === "asked"
        ? `${wishText(one.wish)} is asked for here`
        : `slot ${one.slot} is ${valueText(one.value)}`,
    )
    .join("; ");
}

export function valueText(value: Value<LedgerCommand>): string {
  if (value.kind !== "commands") return "a no-op";
  return `[${value.commands.map(wishText).join(", ")}]`;
}

/** Client and number, and what it is about: `2.0 pays 120`. */
function wishText({ client, sequence, command }: Wish): string {
  const what =
    "amount" in command
      ? `${command.kind === "open" ? "opens with" : "pays"} ${command.amount}`
      : command.kind;
  return `${client}.${sequence} ${what}`;
}
