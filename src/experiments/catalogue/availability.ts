import { milliseconds, seconds } from "../../core/index.ts";
import { leaderCrash } from "../../scenarios/index.ts";
import { experiment } from "../experiment.ts";
import { firstOf, above, wholeBetween } from "./refusals.ts";
import { remembered } from "./remembered.ts";

const [rate, crashAt, watched] = [400, seconds(2), milliseconds(1_200)];

/** In milliseconds: as long as the windows in which answers are counted. */
const step = 50;

const moments = Array.from({ length: 24 }, (_, nth) => (nth - 4) * step);

/**
 * What clients see of a leader's crash: no answers; then, from whoever is elected, all those that were waited for at
 * once; then what they had before.
 */
export default experiment({
  name: "availability",
  question: "How many clients are answered before, while and after the leader crashes?",
  parameters: {
    /** In milliseconds: how long a silent leader is waited for, and at most as long again. */
    patience: [100, 300],
    /** In milliseconds, from the crash: the beginning of a window of 50 ms. */
    since: moments,
  },
  measures: { answers: { title: "answers", unit: "per second" } },
  seeds: 30,
  plot: {
    kind: "lines",
    title: "Answers about the crash of the leader",
    x: "since",
    y: ["answers"],
    words: {
      since: { title: "time since the crash", unit: "ms" },
      patience: { title: "patience", unit: "ms" },
    },
  },
  refuses: ({ patience, since }) =>
    firstOf(
      above(99, "in milliseconds, of which two heartbeats take 100,", { patience }),
      wholeBetween(-500, 1_150, { since }),
      since % step === 0 ? null : `since must be a multiple of ${step}; got ${since}.`,
    ),
  run({ patience, since }, seed) {
    const answers = answersIn(patience, seed);
    if (answers === null) return { answers: null };
    const window = (crashAt + milliseconds(since)) / milliseconds(step);
    return { answers: (answers[window] ?? 0) * (1_000 / step) };
  },
});

/** By window, as many as were answered; null if nobody led who could have crashed. */
const answersIn = remembered((patience: number, seed: number): readonly number[] | null => {
  const { victim, metrics, problem } = leaderCrash.run({
    seed,
    rate,
    crashAt,
    restartAt: null,
    patience: milliseconds(patience),
    spread: milliseconds(patience),
    endsAt: crashAt + watched + seconds(1),
    trace: "off",
  }).summary;
  if (problem !== null) throw new Error(problem);
  return victim === null ? null : metrics.answers.perWindow;
});
