import { createRandom, milliseconds, type Random } from "../../../core/index.ts";
import { opening, type FaultSchedule, type NodeTrouble, type Trouble } from "./schedule.ts";

export interface DrawOptions {
  /** So many nodes are in trouble at once at most. */
  readonly f: number;
  readonly seed: number;
}

/** What a schedule holds, each once: of all that happens to nodes and links, what no more than f faults explain. */
export const everyTrouble = [
  "leader crashes",
  "followers crash",
  "leader cut off",
  "leader stands still",
  "leader slow",
  "bad links",
] as const;

export type TroubleName = (typeof everyTrouble)[number];

/**
 * The schedule of that seed: every trouble once, one after the other, with time in between to get over it. Which comes
 * when, how long it lasts, and who shares the leader's fate is drawn.
 *
 * @throws RangeError if f or the seed is not a whole number, or f below 1.
 */
export function drawSchedule({ f, seed }: DrawOptions): FaultSchedule {
  requireFaults(f);
  const random = createRandom(seed).fork();
  const troubles: Trouble[] = [];
  let from = opening;
  for (const name of random.shuffle(everyTrouble)) {
    from += milliseconds(random.integer(600, 900));
    const trouble = draw(name, f, from, random);
    troubles.push(trouble);
    from = trouble.to;
  }
  return { troubles, until: from + milliseconds(700) };
}

/** The leader and f - 1 others crash at once, and come back after a second and a half. Nothing else happens. */
export function drawOutage({ f, seed }: DrawOptions): FaultSchedule {
  requireFaults(f);
  const random = createRandom(seed).fork();
  const from = opening + milliseconds(500) + random.integer(0, milliseconds(500));
  const to = from + milliseconds(1_500);
  const crash: Trouble = { kind: "crash", from, to, places: withLeader(f - 1, f, random) };
  return { troubles: [crash], until: to + milliseconds(1_000) };
}

/** What this is, of the troubles that a schedule may hold. */
export function nameOf(trouble: Trouble): TroubleName {
  switch (trouble.kind) {
    case "crash":
      return trouble.places.includes(0) ? "leader crashes" : "followers crash";
    case "cut off":
      return "leader cut off";
    case "standstill":
      return "leader stands still";
    case "slow":
      return "leader slow";
    case "bad links":
      return "bad links";
  }
}

function draw(name: TroubleName, f: number, from: number, random: Random): Trouble {
  const lasting = (least: number, most: number): number => from + milliseconds(random.integer(least, most));
  const some = (): readonly number[] => withLeader(random.integer(0, f - 1), f, random);
  const strikes = (kind: NodeTrouble["kind"], to: number, places: readonly number[]): NodeTrouble => ({
    kind,
    from,
    to,
    places,
  });
  switch (name) {
    case "leader crashes":
      return strikes("crash", lasting(800, 1_400), some());
    case "followers crash":
      return strikes("crash", lasting(800, 1_400), followers(f, f, random));
    case "leader cut off":
      return strikes("cut off", lasting(800, 1_400), some());
    case "leader stands still":
      return strikes("standstill", lasting(600, 1_000), [0]);
    case "leader slow":
      return strikes("slow", lasting(500, 900), [0]);
    case "bad links":
      return { kind: "bad links", from, to: lasting(600, 1_000), loss: 0.1, duplication: 0.1 };
  }
}

function withLeader(others: number, f: number, random: Random): readonly number[] {
  return [0, ...followers(others, f, random)];
}

/** Of the 2f that every protocol has. */
function followers(count: number, f: number, random: Random): readonly number[] {
  const all = Array.from({ length: 2 * f }, (_, nth) => nth + 1);
  return random
    .shuffle(all)
    .slice(0, count)
    .sort((a, b) => a - b);
}

function requireFaults(f: number): void {
  if (Number.isInteger(f) && f >= 1) return;
  throw new RangeError(`f is how many nodes may be faulty, a whole number from 1 on; got ${f}.`);
}
