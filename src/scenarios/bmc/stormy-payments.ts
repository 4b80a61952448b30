import { milliseconds, seconds, type NodeId, type Random, type Time } from "../../core/index.ts";
import type { LedgerCommand } from "../../protocols/services/index.ts";
import type { Run, Scheduled, StormProfile } from "../../sim/index.ts";
import { openFund, order, pay, type WardLog } from "./ward-log.ts";

/**
 * Four clients, each with a few commands. A client goes on to its next one after a while, answered or not; until then
 * it may ask again, anywhere. In every other storm all ask at one ward at once, as waves that leave several slots
 * unfinished when they break.
 */
export const stormyPayments = (wards: readonly string[]): StormProfile<WardLog> => ({
  nodes: wards,
  // A leader's first dozen messages are its election: strikes must reach beyond it.
  strikesAmong: 60,
  lengths: [milliseconds(600), seconds(1), seconds(2)],
  requests: (everybody, calm, random) => {
    const commands = random.integer(2, 7);
    const pause = Math.floor((calm + milliseconds(500)) / commands);
    const comesInWaves = random.chance(0.5);
    return Array.from({ length: commands }, (_, sequence) => {
      const draw = (): Visit => ({ at: random.integer(0, pause - 1), node: random.pick(everybody) });
      const wave = draw();
      return [0, 1, 2, 3].flatMap((client) => {
        const request = order(client, drawCommand(random), sequence);
        const again = Array.from({ length: random.pick([0, 0, 1, 2]) }, draw);
        return [comesInWaves ? wave : draw(), ...again].map(({ at, node }): Scheduled<WardLog> => ({
          at: sequence * pause + at,
          action: { kind: "request", node, request },
        }));
      });
    }).flat();
  },
  late: (node) => order(lateClient(node), { kind: "total" }),
});

/** When and where a client asks. */
interface Visit {
  readonly at: Time;
  readonly node: NodeId;
}

function drawCommand(random: Random): LedgerCommand {
  const crore = random.integer(1, 9) * 10;
  return random.pick([openFund(500), pay(crore), pay(crore), { kind: "balance", account: "fund" } as const]);
}

/** Each ward has a late client of its own. */
const lateClient = (node: NodeId): number => 100 + node;

/** The nodes that are up in the end and have not served their late clients. */
export function stuckIn({ states, decisions }: Run<WardLog>): readonly NodeId[] {
  const served = new Set(
    decisions.map(({ decision }) => (decision.kind === "answered" ? decision.client : null)),
  );
  return states.flatMap((state, node) => (state === null || served.has(lateClient(node)) ? [] : [node]));
}
