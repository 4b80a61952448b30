import { sameData } from "../../core/index.ts";
import type { Trace } from "../../sim/index.ts";
import type { Story } from "../scenario.ts";
import { committee } from "../bmc/takeover.ts";
import { shortestStory, type Found } from "./found.ts";
import { pbftAmongLiars, type AmongLiars } from "./pbft-among-liars.ts";
import type { Resolving } from "./resolutions.ts";

export interface TooFew {
  /** 3 or 4 wards; the first is the primary. */
  readonly replicas: number;
  /** The primary, and then the last ones. At least two wards do not lie. */
  readonly liars: number;
}

/**
 * PBFT with a primary that may tell everybody something else, in one view: the shortest run in which two correct wards
 * execute different requests as number 1, or null if there is none. Three wards do not bear one liar, nor four two.
 *
 * The replicas take a quorum to be what it is for the faults that so many nodes bear: 2 of 3, 3 of 4.
 */
export function splitByPrimary({ replicas, liars }: TooFew): Story<Resolving, Found> | null {
  if (!Number.isInteger(replicas) || replicas < 3 || replicas > 4) {
    throw new RangeError(`replicas must be 3 or 4; got ${replicas}.`);
  }
  if (!Number.isInteger(liars) || liars < 1 || liars > replicas - 2) {
    throw new RangeError(`liars must be a whole number from 1 to ${replicas - 2}; got ${liars}.`);
  }
  const title = `${replicas} wards, ${liars === 1 ? "of which the primary lies" : `${liars} of them liars`}`;
  const bounds: AmongLiars = {
    names: committee.slice(0, replicas),
    liars,
    plans: ["drains", "pumps"],
    numbers: 1,
  };
  const found = shortestStory<Resolving>(title, pbftAmongLiars(bounds));
  if (found === null) return null;
  const told = shortestStory<Resolving>(title, pbftAmongLiars({ ...bounds, said: arrivingIn(found.trace) }));
  return told && { ...told, summary: { ...told.summary, states: found.summary.states } };
}

/** What liars might have said besides, and nobody heard, is left out of the picture. */
function arrivingIn({ events }: Trace<Resolving>): NonNullable<AmongLiars["said"]> {
  const arrived = events.filter((event) => event.kind === "deliver");
  return ({ to, message }) => arrived.some((event) => event.node === to && sameData(event.message, message));
}
