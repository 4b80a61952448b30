import { explorer, exploreMessageSet, type Explorer, type Model } from "../src/check/index.ts";
import { naiveExplorer } from "../src/check/reference/naive.ts";
import type { Vocabulary } from "../src/core/index.ts";
import { messageSetPaxos, registerPaxos, separateRoles } from "../src/verify/index.ts";
import { formatCount, formatSeconds, median, once } from "./measure.ts";

/** How long the baseline is allowed to search the large model, in states: it would take minutes for all. */
const baselineStates = 20_000;

interface Measured {
  readonly model: string;
  readonly states: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly calls: number | null;
  readonly ended: string;
}

/** The engine on published models and on this project's own, and the textbook search it is compared with. */
export function checker(): void {
  const clients = "register on Paxos, 3 clients";
  const baseline = measure(`${clients}: copies and text`, () =>
    naiveExplorer(registerPaxos(3), { states: baselineStates }),
  );
  const engine = middleOf(5, () => measure(clients, () => explorer(registerPaxos(3))));
  const bounds = { acceptors: 3, proposers: 2, nacks: "unsaid" } as const;
  const rows = [
    baseline,
    engine,
    messageSets(),
    ours("single-decree Paxos, 3 ballots, 1 crash", separateRoles({ ...bounds, ballots: 3, crashes: 1 })),
    ours("single-decree Paxos, 4 ballots", separateRoles({ ...bounds, ballots: 4 })),
    ours("the same, acceptors alike", separateRoles({ ...bounds, ballots: 4, acceptorsAre: "alike" })),
  ];
  console.table(rows.map(row));
  const times = engine.states / engine.seconds / (baseline.states / baseline.seconds);
  console.log(`The engine explores ${times.toFixed(0)} times as many states a second as the baseline.`);
}

const ours = <V extends Vocabulary>(name: string, model: Model<V>): Measured =>
  measure(name, () => explorer(model));

function measure<V extends Vocabulary>(model: string, begin: () => Explorer<V>): Measured {
  let search: Explorer<V> | null = null;
  const seconds = once(() => {
    search = begin();
    while (search.advance(100_000));
  });
  const { states, bytes, handlerCalls, ended } = search!.report();
  return { model, states, seconds, bytes, calls: handlerCalls, ended };
}

function messageSets(): Measured {
  const spec = messageSetPaxos({ acceptors: 3, values: ["a", "b"], highestBallot: 2 });
  let report: ReturnType<typeof exploreMessageSet> | null = null;
  const seconds = once(() => {
    report = exploreMessageSet(spec);
  });
  const { states, bytes, ended } = report!;
  return { model: "message sets, ballots 0 to 2", states, seconds, bytes, calls: null, ended };
}

function middleOf(rounds: number, work: () => Measured): Measured {
  const results = Array.from({ length: rounds }, work);
  const seconds = median(results.map((result) => result.seconds));
  return { ...results[0]!, seconds };
}

function row({ model, states, seconds, bytes, calls, ended }: Measured): object {
  return {
    model,
    states,
    time: formatSeconds(seconds),
    "states/s": formatCount(states / seconds),
    "bytes/state": Math.round(bytes / states),
    "handler calls": calls ?? "",
    ended,
  };
}
