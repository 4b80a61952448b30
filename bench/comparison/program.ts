import { openStation } from "../kernel/station.ts";
import type { Peer } from "../kernel/peers.ts";
import { Driver } from "./driver.ts";

/** A small program that every kernel is put to. */
export interface Program {
  /** What a person at a notebook would like. */
  readonly wish: string;
  /** What is seen if it comes true. */
  readonly wanted: string;
  /** What is seen, in a few words that are the same each time. */
  readonly observe: (driver: Driver) => Promise<string>;
}

/** What each program showed, by its wish. */
export type Observations = ReadonlyMap<string, string>;

/** Puts one kernel to all programs, in order; if one breaks the kernel, the next gets a fresh start. */
export async function observeAll(peer: Peer, programs: readonly Program[]): Promise<Observations> {
  const station = await openStation(peer);
  const driver = new Driver(station);
  const observations = new Map<string, string>();
  try {
    for (const { wish, observe } of programs) {
      observations.set(wish, await observe(driver));
      if (await isSpoilt(driver)) await driver.restart();
    }
  } finally {
    await station.close();
  }
  return observations;
}

async function isSpoilt(driver: Driver): Promise<boolean> {
  const { status, stdout } = await driver.run("console.log('still here')");
  return status !== "ok" || !stdout.includes("still here");
}
