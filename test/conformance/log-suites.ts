import { hotStuffSuites } from "./hotstuff-suites.ts";
import type { LogSuite } from "./log-suite.ts";
import { multiPaxosSuites } from "./multi-paxos-suites.ts";
import { pbftSuites } from "./pbft-suites.ts";
import { raftSuites } from "./raft-suites.ts";
import { replicationSuites } from "./viewstamped-replication-suites.ts";
import { zabSuites } from "./zab-suites.ts";

/** Every protocol that claims to replicate a log, by its folder. */
export const logSuites: Readonly<Record<string, readonly LogSuite[]>> = {
  "multi-paxos": multiPaxosSuites,
  raft: raftSuites,
  zab: zabSuites,
  "viewstamped-replication": replicationSuites,
  hotstuff: hotStuffSuites,
  pbft: pbftSuites,
};

/** Runs what the list holds for a protocol. Each has a file of its own, for files run side by side. */
export function testLogOf(folder: string, share?: number): void {
  for (const suite of logSuites[folder] ?? []) suite.test(share);
}
