import type { NodeId } from "../../../core/index.ts";
import type { Membership } from "./membership.ts";

/**
 * In one go, whatever the two have in common. Right where a configuration is in force only from a window later on:
 * each slot then has one configuration, known to whoever proposes in it before it does so, and phase 1 is done anew with
 * its members. (Lamport, Malkhi and Zhou, *Reconfiguring a State Machine*, 2010, the algorithm Rα.)
 *
 * Where a configuration is in force as soon as it stands in a log, as in Raft, it is wrong: for a while some go by the old
 * one and some by the new one, and a majority of {0, 1, 2} need not meet one of {2, 3, 4}.
 */
export function directly(to: readonly NodeId[]): readonly Membership[] {
  return [{ kind: "majority", nodes: to }];
}

/**
 * Over a time in which both have to agree. It is what any change takes where configurations are in force at
 * once: quorums of the joint configuration meet those of the old one, and those of the new one. (Ongaro's thesis,
 * section 4.3.) Where there is a window it is as right as the direct way, at the price of a second one.
 */
export function jointly(from: readonly NodeId[], to: readonly NodeId[]): readonly Membership[] {
  return [{ kind: "joint", old: from, new: to }, ...directly(to)];
}

/**
 * One node more or less at a time, a newcomer before each that leaves. Two majorities of such neighbours
 * always meet, so it is right even where configurations are in force at once, if each waits for the one before to be
 * chosen, and a leader for an entry of its own term. (Ongaro's thesis, section 4.1, and his note of 2015 to the
 * raft-dev list on the bug in single-server changes.) It takes as many steps as nodes differ.
 */
export function oneByOne(from: readonly NodeId[], to: readonly NodeId[]): readonly Membership[] {
  const newcomers = to.filter((node) => !from.includes(node));
  const leavers = from.filter((node) => !to.includes(node));
  const members = (come: number, gone: number): Membership => ({
    kind: "majority",
    nodes: [...from.filter((node) => !leavers.slice(0, gone).includes(node)), ...newcomers.slice(0, come)],
  });
  const pairs = Array.from({ length: Math.max(newcomers.length, leavers.length) }, (_, nth) => nth);
  return pairs.flatMap((nth) => [
    ...(nth < newcomers.length ? [members(nth + 1, Math.min(nth, leavers.length))] : []),
    ...(nth < leavers.length ? [members(Math.min(nth + 1, newcomers.length), nth + 1)] : []),
  ]);
}
