import { KernelDiedError } from "../../src/kernel/client/index.ts";
import { median } from "../measure.ts";
import type { Measure, Reading } from "./measures.ts";
import type { Peer } from "./peers.ts";
import { openStation, run, within, type Station } from "./station.ts";

/** What was read, once, of whom. */
interface Note {
  readonly measured: string;
  readonly peer: Peer["name"];
  readonly reading: Reading;
}

export type Readings = readonly Note[];

/** What starting a kernel is measured by. */
export const starts = {
  ready: "start until ready",
  firstCell: "start until the first cell is done",
} as const;

/** Collects readings in rounds: every peer in turn, so that whatever else the machine does hits all alike. */
export class Rounds {
  readonly #readings: Note[] = [];

  get readings(): Readings {
    return this.#readings;
  }

  async measureStarts(peers: readonly Peer[], rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      for (const peer of peers) {
        const station = await openStation(peer);
        const { ms } = await run(station.kernel, "1 + 1");
        this.#note(starts.ready, peer, { ms: station.readyMs });
        this.#note(starts.firstCell, peer, { ms: station.readyMs + ms });
        await station.close();
      }
    }
  }

  /** The first rounds warm up and do not count. */
  async measure({ name, rounds, once }: Measure, stations: readonly Station[]): Promise<void> {
    for (let round = 0; round < warmUps + rounds; round += 1) {
      for (const station of stations) {
        const reading = await patiently(station, async () => once(station, round));
        if (round >= warmUps) this.#note(name, station.peer, reading);
      }
    }
  }

  #note(measured: string, { name: peer }: Peer, reading: Reading): void {
    this.#readings.push({ measured, peer, reading });
  }
}

const warmUps = 2;

/** How long one reading may take, in milliseconds. */
const patience = 20_000;

/** A kernel that answers no more, or has died, is replaced by a fresh one. */
async function patiently({ kernel }: Station, read: () => Promise<Reading>): Promise<Reading> {
  const reading = await within(patience, read()).catch((error: unknown) => {
    if (error instanceof KernelDiedError) return "died";
    throw error;
  });
  if (typeof reading === "object") return reading;
  await kernel.restart();
  return { cannot: reading === "died" ? "kernel dies" : "no answer" };
}

function readingsOf(readings: Readings, measured: string, peer: Peer["name"]): readonly Reading[] {
  return readings
    .filter((note) => note.measured === measured && note.peer === peer)
    .map(({ reading }) => reading);
}

/** The median, if the peer could do it every time. */
export function medianMs(readings: Readings, measured: string, peer: Peer["name"]): number | undefined {
  const all = readingsOf(readings, measured, peer);
  const times = all.flatMap((reading) => ("ms" in reading ? [reading.ms] : []));
  return times.length === all.length && times.length > 0 ? median(times) : undefined;
}

/** `1.3 ms`, with what must be said about it, or why there is no time. */
export function describe(readings: Readings, measured: string, peer: Peer["name"]): string {
  const ms = medianMs(readings, measured, peer);
  const all = readingsOf(readings, measured, peer);
  const problem = all.find((reading) => "cannot" in reading);
  if (problem || ms === undefined) return problem?.cannot ?? "not measured";
  const remark = all.flatMap((reading) => ("ms" in reading ? (reading.remark ?? []) : []))[0];
  return [`${ms.toFixed(ms < 10 ? 1 : 0)} ms`, ...(remark === undefined ? [] : [`(${remark})`])].join(" ");
}
