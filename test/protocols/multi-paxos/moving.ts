import type { Model } from "../../../src/check/index.ts";
import { majority } from "../../../src/core/index.ts";
import { multiPaxosModel } from "../../../src/verify/index.ts";
import type { Configuration } from "../../../src/protocols/multi-paxos/index.ts";
import { ballot, lettersOn, type Letters } from "./letters.ts";

export interface MovingBounds {
  readonly slots: number;
  readonly window: number;
  /** The nodes at which a command is asked for, one each. */
  readonly askedAt: readonly number[];
  readonly crashes: number;
}

/**
 * Four nodes, of which 0, 1 and 2 are members, and node 0 is asked to have node 3 in place of node 2. Nodes 0 and 1
 * may lead, one ballot each. As {1, 2} and {0, 3} do not meet, an old and a new quorum can each go on alone.
 */
export function moving(
  { slots, window, askedAt, crashes }: MovingBounds,
  rules: NonNullable<Configuration<string, string, string>["rules"]> = {},
): Model<Letters> {
  const protocol = lettersOn(4, {
    quorums: majority([0, 1, 2]),
    batch: { size: 1 },
    window,
    isSticky: false,
    rules,
  });
  const model = multiPaxosModel({
    protocol,
    nodes: 4,
    slots,
    asked: askedAt.map((node, client) => ({ node, command: "abc"[client]! })),
    ballots: [ballot(1, 0), ballot(1, 1)],
    crashes,
    states: "essential, nacks unsaid",
  });
  const membership = { kind: "majority" as const, nodes: [0, 1, 3] };
  return {
    ...model,
    requests: [
      { node: 0, request: { kind: "reconfigure", number: 1, membership } },
      ...(model.requests ?? []),
    ],
    sometimes: [
      ...(model.sometimes ?? []),
      {
        name: "the new member accepts something",
        event: (node, event) =>
          node === 3 && event.kind === "send" && event.message.kind === "accepted" && event.message.slot > 0,
      },
    ],
  };
}
