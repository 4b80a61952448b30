import { milliseconds, type Random } from "../../../core/index.ts";
import type { Batch, Command, Desk } from "../../../protocols/desks/index.ts";

/** What a desk is like at the moment, in what matters. */
export interface Scene {
  /** How many wait of whom nothing is under way, for a batch of this size. */
  readonly waiting: (size: number) => number;
  /** How long the first of them has waited, where a batch may be kept open for so long. */
  readonly waited: (delay: number) => number;
  /** How many clients wait who have a command under way, and how long the first of these has. By default none. */
  readonly busy?: { readonly count: number; readonly waited: (delay: number) => number };
  /** By default there is room for one more. */
  readonly isCrowded?: boolean;
}

export function drawDesk(random: Random, { waiting, waited, busy, isCrowded = false }: Scene): Desk {
  const size = random.integer(2, 5);
  const delay = milliseconds(random.integer(5, 30));
  const window = random.integer(2, 4);
  const now = milliseconds(random.integer(200, 1_000));
  const ages = distinctAges(random);
  const free = line(random, ages(waiting(size), waited(delay)), now);
  const held = busy === undefined ? [] : line(random, ages(busy.count, busy.waited(delay)), now, 50);
  const later = held.map((command) => ({ ...command, number: command.number + 1 }));
  const queue = [...free, ...later].toSorted((a, b) => a.askedAt - b.askedAt);
  const others = isCrowded ? window : random.integer(held.length > 0 ? 1 : 0, window - 1);
  const holder = random.integer(0, Math.max(0, others - 1));
  const underWay = Array.from({ length: others }, (_, nth): Batch => {
    const early = { number: random.integer(0, 4), askedAt: now - 2 * delay };
    const strangers = Array.from({ length: random.integer(1, size) }, (_, place) => ({
      client: 100 + 10 * nth + place,
      ...early,
    }));
    return { desk: 0, commands: nth === holder ? [...held, ...strangers] : strangers };
  });
  return { queue, underWay, now, size, delay, window };
}

/** Each of another client, from this number on; the longest-waiting first. */
function line(random: Random, ages: readonly number[], now: number, firstClient = 0): readonly Command[] {
  const clients = random.shuffle(ages.map((_, nth) => firstClient + nth));
  return ages.map((age, nth) => ({
    client: clients[nth]!,
    number: random.integer(0, 4),
    askedAt: now - age,
  }));
}

/** Draws so many ages, of which the first is the given one, and the others are less. No age is drawn twice. */
function distinctAges(random: Random): (count: number, oldest: number) => readonly number[] {
  const drawn = new Set<number>();
  return (count, oldest) => {
    const ages = count === 0 ? [] : [oldest];
    drawn.add(oldest);
    while (ages.length < count) {
      const age = random.integer(0, oldest - 1);
      if (!drawn.has(age)) ages.push(age);
      drawn.add(age);
    }
    return ages.toSorted((a, b) => b - a);
  };
}

/** One client wants several things in a row, some of them at the same moment; the first has waited for long enough. */
export function drawRow(random: Random): Desk {
  const desk = drawDesk(random, { waiting: () => 0, waited: (delay) => delay });
  const first = random.integer(0, 4);
  const asked = desk.now - desk.delay;
  const queue = Array.from({ length: random.integer(2, desk.size + 2) }, (_, nth): Command => ({
    client: 7,
    number: first + nth,
    askedAt: asked + Math.floor(nth / 2),
  }));
  return { ...desk, queue };
}

/** A slot in which this desk had proposed `mine` is decided, and then the slot after it. */
export interface Loss {
  readonly queue: readonly Command[];
  readonly mine: Batch;
  readonly later: Batch;
  /** Of another desk: as long as mine, shorter, or empty. */
  readonly theirs: Batch;
}

export function drawLoss(random: Random): Loss {
  const begin = milliseconds(random.integer(100, 1_000));
  const ages = distinctAges(random)(random.integer(8, 10), milliseconds(40));
  const all = line(random, ages, begin + milliseconds(40));
  const [here, rest] = [random.integer(1, 3), random.integer(4, 6)];
  const row = all.slice(0, rest);
  // Some of those who wait have waited for longer than some of the batch: they came back from a slot lost before.
  const mine = row.filter((_, nth) => nth !== here);
  const last = mine.at(-1)!;
  // And one client wanted two things at the same moment, of which one was left for the next batch.
  const second = { ...last, number: last.number + 1 };
  const theirs = [0, 1, 2, 3, 4, 5].map((nth) => ({
    client: 200 + nth,
    // The same numbers, by other clients.
    number: mine[nth]?.number ?? random.integer(0, 4),
    askedAt: begin + nth,
  }));
  return {
    queue: [...row.slice(here, here + 1), second, ...all.slice(rest + 2)].toSorted(
      (a, b) => a.askedAt - b.askedAt,
    ),
    mine: { desk: 0, commands: mine },
    later: { desk: 0, commands: all.slice(rest, rest + 2) },
    theirs: { desk: 1, commands: theirs.slice(0, random.pick([0, 1, mine.length])) },
  };
}
