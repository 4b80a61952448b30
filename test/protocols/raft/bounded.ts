import type { Model } from "../../../src/check/index.ts";
import type { NodeId, Protocol } from "../../../src/core/index.ts";
import { raftSafety, type Durable } from "../../../src/protocols/raft/index.ts";
import { withDisks } from "../../../src/scenarios/index.ts";
import { raftModel } from "../../../src/verify/index.ts";
import { lettersOn, type LetterRules, type Letters } from "./letters.ts";

export interface Bounds {
  readonly entries: number;
  /** One command for each of these servers, to be asked for there. */
  readonly askedAt: readonly NodeId[];
  /** By term, from 1 on, who may be a candidate in it. */
  readonly candidates: readonly (readonly NodeId[])[];
  readonly crashes: number;
  /** By default none is taken. */
  readonly snapshotEvery?: number;
  /** How many messages may come twice; by default none. */
  readonly duplication?: number;
  /** What the servers start with; by default nothing. */
  readonly disks?: readonly Durable<string, string, string>[];
}

/** Three servers, and every order of events within these bounds. */
export function bounded(
  bounds: Bounds,
  rules: LetterRules = {},
  change = (protocol: Protocol<Letters>) => protocol,
): Model<Letters> {
  const { askedAt, snapshotEvery = Infinity, disks = [], duplication = 0 } = bounds;
  const protocol = lettersOn(3, {
    batchSize: 1,
    window: 1,
    isSticky: false,
    tellsCommit: false,
    snapshotEvery,
    rules,
  });
  const asked = askedAt.map((node, client) => ({ node, command: "abc"[client]! }));
  const properties = raftSafety<string, string, string>();
  const model = raftModel({
    ...bounds,
    protocol: withDisks(change(protocol), disks),
    nodes: 3,
    asked,
    properties,
  });
  return { ...model, network: { kind: "unordered", duplication } };
}
