import { settle, SettingError, type AnyModel, type Family, type Settings } from "../family.ts";
import { fastPaxosFamily } from "./fast-paxos.ts";
import { hotStuffFamily } from "./hotstuff.ts";
import { messageSetPaxosFamily } from "./message-set-paxos.ts";
import { multiPaxosFamily } from "./multi-paxos.ts";
import { firstComeFamily, plainMajorityFamily } from "./naive-votes.ts";
import { paxosCommitFamily } from "./paxos-commit.ts";
import { pbftFamily } from "./pbft.ts";
import { raftFamily } from "./raft.ts";
import { registerPaxosFamily } from "./register-paxos.ts";
import { singleDecreeFamily } from "./single-decree.ts";
import { twoPhaseCommitFamily } from "./two-phase-commit.ts";
import { viewstampedReplicationFamily } from "./viewstamped-replication.ts";
import { zabFamily } from "./zab.ts";

/** Everything that `paxoslab verify --model NAME` knows by name. */
export const families: readonly Family[] = [
  singleDecreeFamily,
  multiPaxosFamily,
  raftFamily,
  viewstampedReplicationFamily,
  zabFamily,
  fastPaxosFamily,
  pbftFamily,
  hotStuffFamily,
  firstComeFamily,
  plainMajorityFamily,
  twoPhaseCommitFamily,
  paxosCommitFamily,
  registerPaxosFamily,
  messageSetPaxosFamily,
];

export function familyNamed(name: string): Family | undefined {
  return families.find((family) => family.name === name);
}

/**
 * The model of that name, with these settings.
 *
 * @throws SettingError if there is none, or a setting makes no sense.
 */
export function modelNamed(name: string, settings: Partial<Settings> = {}): AnyModel {
  const family = familyNamed(name);
  const subject = family?.subject(settle(family, settings));
  if (subject?.kind === "protocol") return subject.model;
  throw new SettingError(`There is no protocol called ${name} to play.`);
}
