import { milliseconds, type Duration, type NodeId } from "../../core/index.ts";
import type { Cast } from "./cast.ts";

/** What a message between two nodes takes at least. */
export type Between = (from: NodeId, to: NodeId, cast: Cast) => Duration;

/** Wards side with proposers in turn: a message from a proposer to its own side takes `near`, any other one `far`. */
export function camps(near: Duration, far: Duration): Between {
  return (from, to, { acceptors, proposers }) => {
    const proposer = proposers.indexOf(from);
    const isOwn = proposer >= 0 && acceptors.includes(to) && to % proposers.length === proposer;
    return isOwn ? near : far;
  };
}

/** In degrees north and east. */
const positions = {
  Mumbai: { north: 19.08, east: 72.88 },
  Delhi: { north: 28.61, east: 77.21 },
  Bengaluru: { north: 12.97, east: 77.59 },
  Chennai: { north: 13.08, east: 80.27 },
  Kolkata: { north: 22.57, east: 88.36 },
  Hyderabad: { north: 17.39, east: 78.49 },
  Guwahati: { north: 26.14, east: 91.74 },
} as const;

export type City = keyof typeof positions;

export const cities = Object.keys(positions) as readonly City[];

/**
 * One way between two cities: light in glass makes 200 km a millisecond, and cables are taken to be half as long again as the
 * shortest way. Within a city, half a millisecond.
 */
export function travel(from: City, to: City): Duration {
  const local = milliseconds(0.5);
  return from === to ? local : local + milliseconds(Number(((kilometres(from, to) * 1.5) / 200).toFixed(1)));
}

/** Where everybody is: acceptors and proposers in the order of their nodes. */
export interface Places {
  readonly acceptors: readonly City[];
  readonly coordinator: City;
  readonly proposers: readonly City[];
}

export function inCities({ acceptors, coordinator, proposers }: Places): Between {
  const homes = [...acceptors, coordinator, ...proposers];
  return (from, to) => {
    const [here, there] = [homes[from], homes[to]];
    if (here === undefined || there === undefined) {
      throw new RangeError(
        `inCities: ${homes.length} nodes have a city; messages pass between ${from} and ${to}.`,
      );
    }
    return travel(here, there);
  };
}

/** By the haversine formula. */
function kilometres(from: City, to: City): number {
  const [a, b] = [positions[from], positions[to]];
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.north - a.north) + Math.cos(radians(a.north)) * Math.cos(radians(b.north)) * half(b.east - a.east);
  return 2 * 6371 * Math.asin(Math.sqrt(chord));
}
