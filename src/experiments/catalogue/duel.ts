import { milliseconds, seconds } from "../../core/index.ts";
import {
  atOnce,
  bmcDuel,
  doubling,
  leader,
  mostRivals,
  randomised,
  type DuelStrategy,
} from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, notBelow, wholeBetween } from "./refusals.ts";

const [first, cap] = [milliseconds(2), milliseconds(15)];

const strategies = {
  "a leader": leader(milliseconds(80)),
  "dice without cap": randomised(first),
  "doubling without cap": doubling(first),
  "dice to 15 ms": randomised(first, cap),
  "doubling to 15 ms": doubling(first, cap),
  "at once": atOnce,
} as const satisfies Readonly<Record<string, DuelStrategy>>;

type Strategy = keyof typeof strategies;

/** Rivals propose at random moments of one phase, 20 ms, and whoever is refused steps back by the same rule. */
export default experiment({
  name: "duel",
  question: "How long do rivals take to decide, by what a refused one does?",
  parameters: {
    strategy: Object.keys(strategies) as Strategy[],
    proposers: [3],
    /** Messages take longer or shorter than usual by up to this share. */
    jitter: [0.1],
  },
  measures: {
    time: { title: "time to decide", unit: "ms" },
    rounds: { title: "highest round", unit: "rounds" },
    undecided: { title: "undecided after a second", unit: "% of duels", isYesOrNo: true },
  },
  seeds: 2_000,
  plot: {
    kind: "distribution",
    title: "Duels of three that have ended by then",
    measure: "time",
    by: "strategy",
    xScale: "log",
    words: { jitter: { title: "jitter" }, proposers: { title: "rivals" } },
  },
  refuses: ({ proposers, jitter }) =>
    firstOf(
      wholeBetween(1, mostRivals, { proposers }),
      notBelow(0, "a share", { jitter }),
      jitter <= 1 ? null : `jitter is a share of at most 1; got ${jitter}.`,
    ),
  run({ strategy, proposers, jitter }, seed) {
    const { timeToDecide, rounds } = bmcDuel.run({
      seed,
      strategy: strategies[strategy],
      proposers,
      jitter,
      untilTime: seconds(1),
      trace: "off",
    }).summary;
    const isUndecided = timeToDecide === null;
    return { time: isUndecided ? null : timeToDecide / 1_000, rounds, undecided: isUndecided ? 100 : 0 };
  },
});
