import { checkLinearizability, keyValueMap, type History } from "../src/properties/index.ts";
import type { KeyValueOperation, KeyValueResult } from "../src/properties/index.ts";
import { decide, partsOf } from "../src/properties/linearizability/decide.ts";
import { keyValueHistory, withStaleRead, type Clients } from "./histories.ts";
import { formatSeconds, once, secondsFor } from "./measure.ts";
import { wingGong } from "./wing-gong.ts";

type KeyValueHistory = History<KeyValueOperation, KeyValueResult>;

const shapes: readonly Clients[] = [
  { calls: 337, clients: 10, keys: 10 },
  { calls: 1_712, clients: 50, keys: 10 },
  { calls: 10_000, clients: 10, keys: 10 },
  { calls: 10_000, clients: 50, keys: 10 },
];

const seeds = [1, 2, 3] as const;

/** What the search does without what the specification tells about its reads and states: the published algorithms. */
const { isReadOnly: _reads, telling: _states, ...bareMap } = keyValueMap;

const mostSteps = 5_000_000;
/** Each step of the plain search copies the calls left. */
const mostPlainSteps = 200_000;

/** Histories of a key-value map: how long the verdict takes, and how long with its proof or smallest part. */
export function linearizability(): void {
  console.table(
    shapes.flatMap((shape) => {
      const good = seeds.map((seed) => keyValueHistory(shape, seed));
      const bad = good.map((history) => withStaleRead(history, 0.9));
      return [row(shape, "linearizable", good), row(shape, "one stale read", bad)];
    }),
  );
  console.log(
    `Each row: the mean of ${seeds.length} histories, each the median of several rounds. "Lowe": our search without what the ` +
      `specification tells of reads and states; "Wing-Gong": nothing remembered either; both cut short.`,
  );
  console.log(
    "For comparison, not measured here: Porcupine (Go, github.com/anishathalye/porcupine) on its own " +
      "test_data/kv, 337 calls of 10 clients 0.74 ms, 1,712 calls of 50 clients 140 ms.",
  );
}

function row(
  { calls, clients }: Clients,
  history: "linearizable" | "one stale read",
  histories: readonly KeyValueHistory[],
): object {
  const mean = (secondsOf: (history: KeyValueHistory) => number): number =>
    histories.reduce((sum, one) => sum + secondsOf(one), 0) / histories.length;
  const verdict = mean((one) =>
    secondsFor(() => decide(partsOf(one, keyValueMap), keyValueMap, mostSteps), 5),
  );
  const proof = mean((one) => secondsFor(() => checkLinearizability(one, keyValueMap), 3));
  return {
    calls,
    clients,
    history,
    verdict: formatSeconds(verdict),
    "with proof": formatSeconds(proof),
    "smallest part": Math.max(...histories.map(sizeOfPart)) || "",
    ...slower("Lowe", verdict, histories, (one) => {
      return decide(partsOf(one, bareMap), bareMap, mostSteps).kind !== "unknown";
    }),
    ...slower("Wing-Gong", verdict, histories, (one) => wingGong(one, keyValueMap, mostPlainSteps) !== null),
  };
}

function sizeOfPart(history: KeyValueHistory): number {
  const verdict = checkLinearizability(history, keyValueMap);
  return verdict.kind === "not linearizable" ? verdict.counterexample.calls.length : 0;
}

/** How many times as long another search takes; at least, if it was cut short. */
function slower(
  name: string,
  seconds: number,
  histories: readonly KeyValueHistory[],
  search: (history: KeyValueHistory) => boolean,
): object {
  let isDecided = true;
  const work = (): void => {
    for (const history of histories) isDecided = search(history) && isDecided;
  };
  const first = once(work);
  // A short search is measured well only when repeated.
  const total = first > 0.1 ? first : secondsFor(work, 3);
  const times = total / histories.length / seconds;
  return { [`${name} slower by`]: `${isDecided ? "" : "> "}${times.toFixed(times < 10 ? 1 : 0)} ×` };
}
