import { formatDuration, milliseconds, seconds, type Duration } from "paxoslab/core";
import { duels, phase, randomised, rivals, type DuelOptions, type DuelStrategy } from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { backoff, type Refusal } from "#exercise/backoff/backoff.ts";

const usual: Omit<Refusal, "attempt"> = { roundTrip: phase, cap: 64 * phase };

/** Rivals who all follow your rule. An answer is waited for three phases long. */
function yours({ roundTrip, cap }: Omit<Refusal, "attempt">): DuelStrategy {
  const patience = { min: 3 * phase, max: 3 * phase };
  return rivals({ patience: () => patience, backoff: (attempt) => backoff({ attempt, roundTrip, cap }) });
}

/** How long each of the duels took, shortest first; one that did not end in time took for ever. */
function times(count: number, options: Partial<DuelOptions>): readonly Duration[] {
  return duels(count, options)
    .map(({ timeToDecide }) => timeToDecide ?? Infinity)
    .sort((a, b) => a - b);
}

const median = (sorted: readonly Duration[]): Duration => sorted[Math.floor(sorted.length / 2)] ?? Infinity;

const inWords = (duration: Duration): string =>
  duration === Infinity ? "no time at all, for most never ended" : formatDuration(duration);

describe("a span that a timer can run", () => {
  const caps = [milliseconds(1), 12_345, seconds(2)];
  const attempts = Array.from({ length: 60 }, (_, index) => index + 1);
  const cases = caps.flatMap((cap) => [333, milliseconds(20)].map((roundTrip) => ({ roundTrip, cap })));

  test.each(cases)("round trip $roundTrip µs, cap $cap µs, attempts 1 to 60", ({ roundTrip, cap }) => {
    for (const attempt of attempts) {
      const { min, max } = backoff({ attempt, roundTrip, cap });
      const told = `After refusal ${attempt} you wait from ${min} to ${max} µs.`;
      expect(
        Number.isSafeInteger(min) && Number.isSafeInteger(max),
        `${told} A timer runs for whole microseconds, and after 60 doublings a number is no longer exact.`,
      ).toBe(true);
      expect(min, `${told} Nobody can wait for less than nothing.`).toBeGreaterThanOrEqual(0);
      expect(max, `${told} The shortest wait is longer than the longest.`).toBeGreaterThanOrEqual(min);
      expect(
        max,
        `${told} The corporation will not wait longer than ${cap} µs for anybody.`,
      ).toBeLessThanOrEqual(cap);
    }
  });
});

describe("duels that must end", () => {
  /** So tight that without dice some duels last for ever. */
  const tightCaps = [
    { proposers: 2, cap: milliseconds(10) },
    { proposers: 3, cap: milliseconds(15) },
    { proposers: 4, cap: milliseconds(15) },
    { proposers: 5, cap: milliseconds(18) },
  ];

  test.each(tightCaps)("$proposers rivals, waits capped at $cap µs, a perfectly regular network", (duel) => {
    const { proposers, cap } = duel;
    const strategy = yours({ roundTrip: milliseconds(2), cap });
    for (let gap = 2.5; gap < 20; gap += 3) {
      const apart = milliseconds(gap);
      const ended = times(3, { proposers, apart, strategy, untilTime: seconds(60) }).filter(
        (time) => time < Infinity,
      );
      expect(
        ended.length,
        `${proposers} rivals who propose ${formatDuration(apart)} apart, and all follow your rule, still refuse each other ` +
          `after a minute. They stay about as far apart as they were. What could make their waits differ, and by how much ` +
          `must they?`,
      ).toBe(3);
    }
  });

  test.each([2, 5])("%i rivals in a network twenty times as slow as they think", (proposers) => {
    const slow = yours({ roundTrip: milliseconds(1), cap: usual.cap });
    const took = times(100, { proposers, jitter: 0.1, strategy: slow, untilTime: seconds(10) });
    expect(
      took.at(-1),
      `They think a phase takes 1 ms; it takes 20. The longest of a hundred duels took ${inWords(took.at(-1) ?? 0)}. ` +
        `Waits that do not grow never make up for such a mistake.`,
    ).toBeLessThanOrEqual(seconds(2));
  });
});

describe("and end soon", () => {
  const tellBoth = (yourMedian: Duration, reference: Duration): string =>
    `Half of them need ${inWords(yourMedian)} with your rule and ${inWords(reference)} with the reference.`;
  const medians = (night: Partial<DuelOptions>): readonly [yours: Duration, reference: Duration] => [
    median(times(300, { ...night, strategy: yours(usual) })),
    median(times(300, { ...night, strategy: randomised(phase, usual.cap) })),
  ];

  test.each([2, 3, 5])(
    "half of the duels of %i rivals within twice what the reference needs",
    (proposers) => {
      const [yourMedian, reference] = medians({ proposers, jitter: 0.1, untilTime: seconds(10) });
      expect(
        yourMedian,
        `${tellBoth(yourMedian, reference)} Who comes back too soon meets the others again.`,
      ).toBeLessThanOrEqual(2 * reference);
    },
  );

  test("and also when the one who was given way to dies", () => {
    const deaths = [{ node: 1, at: milliseconds(20) }];
    const [yourMedian, reference] = medians({ apart: milliseconds(15), deaths, untilTime: seconds(10) });
    expect(
      yourMedian,
      `Bandra is refused once, by Kurla's ballot, and Kurla dies. ${tellBoth(yourMedian, reference)} ` +
        `Who steps back for long waits for the dead.`,
    ).toBeLessThanOrEqual(2 * reference);
  });
});
