import type { Contestant } from "./contestant.ts";
import hotStuff from "./contestants/hotstuff.ts";
import multiPaxos from "./contestants/multi-paxos.ts";
import pbft from "./contestants/pbft.ts";
import raft from "./contestants/raft.ts";
import viewstampedReplication from "./contestants/viewstamped-replication.ts";
import zab from "./contestants/zab.ts";

/** All protocols that replicate a log, to be compared. */
export const relatives: readonly Contestant[] = [
  multiPaxos,
  raft,
  zab,
  viewstampedReplication,
  pbft,
  hotStuff,
];

/** @throws RangeError if there is none of this name. */
export function contestantCalled(name: string): Contestant {
  const found = relatives.find((relative) => relative.name === name);
  if (found !== undefined) return found;
  const names = relatives.map((relative) => relative.name).join(", ");
  throw new RangeError(`There is no protocol called ${JSON.stringify(name)} to compare; there are ${names}.`);
}
