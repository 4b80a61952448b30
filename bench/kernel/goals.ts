import { measures } from "./measures.ts";
import { medianMs, starts, type Readings } from "./readings.ts";
import type { Peer } from "./peers.ts";

/** What our kernel, types checked, is meant to reach. */
interface Goal {
  readonly measured: string;
  readonly than: Peer["name"];
  /** Our time divided by theirs must not be above this. */
  readonly atMost: number;
}

const [trivial, bigClass, module, , completion] = measures.map(({ name }) => name);

const goals: readonly Goal[] = [
  { measured: starts.ready, than: "Deno", atMost: 1 },
  { measured: trivial!, than: "Deno", atMost: 1.5 },
  { measured: bigClass!, than: "Deno", atMost: 1.5 },
  { measured: trivial!, than: "tslab", atMost: 1 / 5 },
  { measured: bigClass!, than: "tslab", atMost: 1 / 5 },
  { measured: module!, than: "Deno", atMost: 2 },
];

const completionGoalMs = 10;

/** One sentence a goal. */
export function verdicts(readings: Readings): readonly string[] {
  const completionMs = medianMs(readings, completion!, "ours");
  return [
    ...goals.map((goal) => verdict(readings, goal)),
    completionMs === undefined
      ? "MISSED  completion: not available."
      : `${mark(completionMs < completionGoalMs)}  completion: ${completionMs.toFixed(1)} ms, goal below ${completionGoalMs} ms.`,
  ];
}

function verdict(readings: Readings, { measured, than, atMost }: Goal): string {
  const mine = medianMs(readings, measured, "ours");
  const theirs = medianMs(readings, measured, than);
  if (mine === undefined || theirs === undefined) return `MISSED  ${measured}: not available from both.`;
  const ratio = mine / theirs;
  return `${mark(ratio <= atMost)}  ${measured}: ${ratio.toFixed(2)} × ${than}'s time, goal at most ${atMost.toFixed(2)}.`;
}

const mark = (holds: boolean): string => (holds ? "holds " : "MISSED");
