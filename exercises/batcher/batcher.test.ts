import { formatDuration, microseconds, milliseconds } from "paxoslab/core";
import { soundBatching, type Batch, type Batching, type Command, type Desk } from "paxoslab/protocols/desks";
import { rivalDesks, type DeskOptions, type DeskSummary } from "paxoslab/scenarios";
import { describe, expect, test } from "vitest";
import { afterDecision, nextBatch } from "#exercise/batcher/batcher.ts";

const yours: Batching = { nextBatch, afterDecision };

/** Command `number` of `client`, asked for at `ms`. */
const command = (client: number, number: number, ms: number): Command =>
  Object.freeze({ client, number, askedAt: milliseconds(ms) });
const batch = (desk: number, ...commands: readonly Command[]): Batch =>
  Object.freeze({ desk, commands: Object.freeze(commands) });

/** Clients 0, 1, 2, … have asked for one command each, a millisecond apart. */
const line = (length: number): readonly Command[] =>
  Object.freeze(Array.from({ length }, (_, client) => command(client, 0, client)));

/** A batch takes four, may be kept open for 20 ms, and two may be under way. */
const desk = (queue: readonly Command[], ms: number, ...underWay: readonly Batch[]): Desk => ({
  queue,
  underWay,
  now: milliseconds(ms),
  size: 4,
  delay: milliseconds(20),
  window: 2,
});

const names = (commands: readonly Command[]): string =>
  commands.map(({ client, number }) => `${client}.${number}`).join(" ");
const next = (...state: Parameters<typeof desk>): string => names(nextBatch(desk(...state)));

describe("when to close a batch", () => {
  test("as soon as it is full", () => {
    expect(next(line(4), 3), "Four commands wait, and a slot takes four. What are they waiting for?").toBe(
      "0.0 1.0 2.0 3.0",
    );
  });

  test("no slot takes more than `size`, and the longest-waiting go first", () => {
    expect(
      next(line(7), 6),
      "Seven wait, a slot takes four: the first four, and the others stay in line.",
    ).toBe("0.0 1.0 2.0 3.0");
  });

  test("not before, as long as nobody has waited for `delay`", () => {
    expect(next([], 100), "Nobody waits, so there is nothing to propose.").toBe("");
    expect(
      next(line(3), 19),
      "Three wait, the longest for 19 ms; the delay is 20 ms. A fourth may still come, and save a slot.",
    ).toBe("");
  });

  test("not full, but one has waited for `delay`", () => {
    expect(
      next(line(3), 20),
      "Client 0 has waited for 20 ms, which is as long as a batch may be kept open. It goes, and whoever else waits goes along.",
    ).toBe("0.0 1.0 2.0");
    expect(
      next(line(1), 500),
      "One lone command has waited for half a second. Nobody may ever come to fill its batch.",
    ).toBe("0.0");
  });

  test("a delay of nothing keeps nobody waiting", () => {
    expect(
      names(nextBatch({ ...desk(line(2), 1), delay: 0 })),
      "With a delay of 0, whatever waits goes at once.",
    ).toBe("0.0 1.0");
  });

  test("not while the window is full", () => {
    const [seventh, eighth] = [batch(0, command(7, 0, 0)), batch(0, command(8, 0, 0))];
    expect(next(line(9), 500, seventh, eighth), "Two batches are under way, and the window is two.").toBe("");
    expect(next(line(9), 500, seventh), "One batch is under way, and the window is two: there is room.").toBe(
      "0.0 1.0 2.0 3.0",
    );
  });
});

describe("in the order of each client", () => {
  const early = batch(0, command(5, 0, 0));

  test("a client with a command under way waits with its next one", () => {
    expect(
      next([command(5, 1, 1), command(6, 0, 2)], 100, early),
      "Client 5's command 0 is under way, and may yet lose its slot. If its command 1 went into the next slot now, it could " +
        "come first. Client 6 may go.",
    ).toBe("6.0");
  });

  test("who may not go does not count", () => {
    const queue = [1, 2, 3].map((number) => command(5, number, number));
    expect(
      next([...queue, command(6, 0, 90)], 100, early),
      "Four wait, but three of them are client 5's, who has a command under way. The one that may go has waited for 10 ms of 20.",
    ).toBe("");
  });

  test("those who may go are not held up by one who may not", () => {
    const others = [1, 2, 3, 4].map((client) => command(client, 0, 90 + client));
    expect(
      next([command(5, 1, 1), ...others], 95, early),
      "Client 5 must wait; the four behind it fill a batch, and can go at once.",
    ).toBe("1.0 2.0 3.0 4.0");
  });

  test("several commands of one client go together, in order", () => {
    const queue = [command(5, 1, 1), command(6, 0, 2), command(5, 2, 3), command(5, 3, 4)];
    expect(
      next(queue, 5),
      "In one batch they stand or fall together, and in order. There is nothing to fear.",
    ).toBe("5.1 6.0 5.2 5.3");
  });
});

describe("after a decision", () => {
  const mine = batch(0, command(1, 0, 1), command(2, 0, 2));
  const queue = Object.freeze([command(3, 0, 3), command(4, 0, 4)]);
  const after = (waiting: readonly Command[], own: Batch, chosen: Batch): string =>
    names(afterDecision(waiting, own, chosen));

  test("yours was chosen: it is done with", () => {
    expect(
      after(queue, mine, structuredClone(mine)),
      "What was chosen says the same as what you proposed (it is a copy: it came over the network). If its commands went back " +
        "into the queue, they would be executed twice.",
    ).toBe("3.0 4.0");
  });

  test("another desk's was chosen: yours goes back, to where it stood", () => {
    const theirs = batch(1, command(8, 0, 1), command(9, 0, 2));
    expect(
      after(queue, mine, theirs),
      "There has been a decision, for other commands. Yours stand in no slot of the log, so they go back into the queue; and " +
        "theirs are none of your business.",
    ).toBe("1.0 2.0 3.0 4.0");
    expect(
      after([], mine, theirs),
      "Nobody else waits, and yet your two commands must not be forgotten.",
    ).toBe("1.0 2.0");
  });

  test("an empty batch was chosen: yours goes back as well", () => {
    expect(
      after(queue, mine, batch(1)),
      "Somebody filled your slot with nothing, so that the log could go on.",
    ).toBe("1.0 2.0 3.0 4.0");
  });

  test("two batches lost, one after the other", () => {
    const later = batch(0, command(5, 0, 5), command(6, 0, 6));
    const once = afterDecision([command(7, 0, 7)], mine, batch(1));
    expect(
      after(once, later, batch(1)),
      "First the slot of clients 1 and 2 was lost, then that of 5 and 6, who had been asked later. They must not push in front.",
    ).toBe("1.0 2.0 5.0 6.0 7.0");
  });
});

const inWords = (commands: DeskSummary["lost"]): string =>
  commands
    .slice(0, 3)
    .map(({ client, number }) => `command ${number} of client ${client}`)
    .join(", ");

/** What comes of an evening. A batch that no slot could take ends it. */
function evening(changes: Partial<DeskOptions>): DeskSummary {
  try {
    return rivalDesks.run({ batching: yours, trace: "off", ...changes }).summary;
  } catch (error) {
    if (error instanceof RangeError) expect.fail(error.message);
    throw error;
  }
}

describe("two desks, one log", () => {
  const evenings: readonly (readonly [string, Partial<DeskOptions>])[] = [
    ["Bandra's desk is cut off for 150 ms", {}],
    ["nobody is cut off", { cutOff: null }],
    ["a wide window", { window: 12 }],
    ["tiny batches", { size: 1 }],
    ["three desks", { desks: 3, clients: 9, size: 3 }],
  ];

  test.each(evenings)("%s", (_, changes) => {
    for (let seed = 1; seed <= 6; seed++) {
      const { asked, lost, doubled, overtaken } = evening({ ...changes, seed });
      const told = `On the evening of seed ${seed}, ${asked} commands were asked for.`;
      expect(
        lost.length,
        `${told} In the end, when all is quiet, ${lost.length} of them stand nowhere in the log: ${inWords(lost)}, … Their ` +
          `clients wait to this day.`,
      ).toBe(0);
      expect(
        doubled.length,
        `${told} ${doubled.length} stand in the log twice: ${inWords(doubled)}, … Who pays for that?`,
      ).toBe(0);
      expect(
        overtaken.length,
        `${told} ${overtaken.length} stand behind a later command of the same client: ${inWords(overtaken)}, …`,
      ).toBe(0);
    }
  });
});

describe("one desk", () => {
  const alone: Partial<DeskOptions> = {
    desks: 1,
    cutOff: null,
    latency: { kind: "uniform", min: microseconds(500), max: microseconds(600) },
  };

  test("few clients: nobody waits at the desk for longer than the delay", () => {
    const delay = milliseconds(5);
    const load = { kind: "closed loop", latency: 500 } as const;
    const summary = evening({ ...alone, clients: 3, delay, load, until: milliseconds(300) });
    expect(summary.executed, "Three clients, and in 300 ms nearly nothing gets done.").toBeGreaterThan(60);
    expect(
      summary.longestWait,
      `A command was at the desk for ${formatDuration(summary.longestWait)} before it was proposed. There was room all the time, ` +
        `and the delay is ${formatDuration(delay)}.`,
    ).toBeLessThanOrEqual(delay);
  });

  test("many clients: as much gets done as the reference gets done, or nearly", () => {
    const busy: Partial<DeskOptions> = {
      ...alone,
      clients: 64,
      size: 8,
      window: 4,
      delay: milliseconds(2),
      work: { handle: 5, send: 2, persist: 50 },
      load: { kind: "closed loop", latency: 500 },
      until: milliseconds(150),
    };
    const done = (batching: Batching): number => evening({ ...busy, batching }).executed;
    const [your, reference] = [done(yours), done(soundBatching)];
    expect(
      your / reference,
      `In 150 ms your desk gets ${your} commands through, and the reference ${reference}. Are batches as full as they can be, and ` +
        `is the window used?`,
    ).toBeGreaterThanOrEqual(0.8);
  });
});
