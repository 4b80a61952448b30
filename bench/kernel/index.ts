import { verdicts } from "./goals.ts";
import { measures } from "./measures.ts";
import { deno, ours, oursWithoutTypes, tslab } from "./peers.ts";
import { describe, medianMs, Rounds, starts, type Readings } from "./readings.ts";
import { openStation } from "./station.ts";

/**
 * Our kernel beside its peers, driven in one run by one client. Wall time, because each is a process of its own:
 * medians of interleaved rounds, so that a busy machine slows all of them alike.
 */
export async function kernel(): Promise<void> {
  const peers = [ours(), oursWithoutTypes(), await tslab(), deno()];
  const rounds = new Rounds();
  await rounds.measureStarts(peers, 7);
  const stations = await Promise.all(peers.map(async (peer) => openStation(peer)));
  try {
    for (const measure of measures) await rounds.measure(measure, stations);
  } finally {
    await Promise.all(stations.map(async (station) => station.close()));
  }
  const { readings } = rounds;
  console.table(
    Object.fromEntries([
      ["version", Object.fromEntries(peers.map(({ name, version }) => [name, version]))],
      ...[...Object.values(starts), ...measures.map(({ name }) => name)].map((measured) => [
        measured,
        {
          ...Object.fromEntries(peers.map(({ name }) => [name, describe(readings, measured, name)])),
          "ours / Deno": ratio(readings, measured, "Deno"),
          "ours / tslab": ratio(readings, measured, "tslab"),
        },
      ]),
    ]),
  );
  for (const sentence of verdicts(readings)) console.log(sentence);
}

function ratio(readings: Readings, measured: string, than: "Deno" | "tslab"): string {
  const mine = medianMs(readings, measured, "ours");
  const theirs = medianMs(readings, measured, than);
  return mine === undefined || theirs === undefined ? "" : (mine / theirs).toFixed(2);
}
