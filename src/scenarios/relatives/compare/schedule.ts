import { formatDuration, type Duration, type Time } from "../../../core/index.ts";

/**
 * What goes wrong in a run, told without naming a node: so the same schedule befalls protocols that need different numbers
 * of nodes, and strikes whoever leads, in each of them.
 */
export interface FaultSchedule {
  /** In order of time. */
  readonly troubles: readonly Trouble[];
  /** Until then clients ask. */
  readonly until: Time;
}

/** Something that goes wrong from one moment until another. */
export type Trouble = NodeTrouble | LinkTrouble;

export interface NodeTrouble extends Lasting {
  readonly kind:
    /** They lose all but their disks, and start again at the end. */
    | "crash"
    /** Nothing gets from them to the others, nor back; among themselves they may talk. */
    | "cut off"
    /** Their processes do nothing, and what arrives waits; at the end they go on as if no time had passed. */
    | "standstill"
    /** They come to do something for a fifth of the time only, in turns that are shorter than anybody's patience. */
    | "slow";
  /**
   * Whom it strikes: 0 is whoever leads when it begins, 1 the node after it, and so on round. Every protocol that bears f
   * faults has the places 0 to 2f.
   */
  readonly places: readonly number[];
}

/** Between all nodes alike. */
export interface LinkTrouble extends Lasting {
  readonly kind: "bad links";
  /** Shares of the messages that are lost, and of those that arrive twice. */
  readonly loss: number;
  readonly duplication: number;
}

interface Lasting {
  readonly from: Time;
  readonly to: Time;
}

/** When clients begin to ask: by then, somebody leads. */
export const opening: Time = 1_000_000;

/** A turn of a slow node, and how much of it goes by before it does anything. */
export const slowTurn: Duration = 50_000;
export const slowPause: Duration = 40_000;

/** One line for each trouble: `at 1.6 s, for 1.2 s: the leader and 1 other crash`. */
export function scheduleInWords({ troubles }: FaultSchedule): readonly string[] {
  return troubles.map((trouble) => {
    const { from, to } = trouble;
    return `at ${formatDuration(from)}, for ${formatDuration(to - from)}: ${troubleInWords(trouble)}`;
  });
}

/** What goes wrong, whenever it does: `the leader and 1 other crash`. */
export function troubleInWords(trouble: Trouble): string {
  if (trouble.kind === "bad links") {
    const [lost, doubled] = [trouble.loss, trouble.duplication].map(
      (share) => `${Math.round(share * 100)} %`,
    );
    return `${lost} of the messages are lost, ${doubled} arrive twice`;
  }
  const { places } = trouble;
  const others = places.filter((place) => place !== 0).length;
  const leads = places.includes(0);
  const counted = others === 1 ? "1 other" : `${others} others`;
  const who = leads
    ? others === 0
      ? "the leader"
      : `the leader and ${counted}`
    : others === 1
      ? "1 follower"
      : `${others} followers`;
  const isOne = places.length === 1;
  switch (trouble.kind) {
    case "crash":
      return `${who} ${isOne ? "crashes" : "crash"}`;
    case "cut off":
      return `${who} ${isOne ? "is" : "are"} cut off`;
    case "standstill":
      return `${who} ${isOne ? "stands" : "stand"} still`;
    case "slow":
      return `${who} ${isOne ? "is" : "are"} slow`;
  }
}
