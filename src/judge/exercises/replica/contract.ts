import { itemsFrom, sameData, type Random } from "../../../core/index.ts";
import type { Value } from "../../../protocols/multi-paxos/index.ts";
import { wardLedger, type LedgerCommand } from "../../../protocols/services/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { expected, show } from "../../told.ts";
import {
  asked,
  chosen,
  drawLog,
  drawShortLog,
  opening,
  payment,
  told,
  valueText,
  type Happening,
} from "./histories.ts";
import type { Answer, Book, ReplicaCalls, ReplicaState, Wish } from "./port.ts";
import { fresh, rightReplica } from "./right.ts";

type ReplicaCase = Case<ReplicaCalls>;
type Log = readonly Value<LedgerCommand>[];

/** What the log has made of a replica, for people and to be compared. */
const bookOf = ({ next, service, sessions }: Book) => ({ next, service, sessions: itemsFrom(sessions) });

const onLogs = (draw: (random: Random) => Log): ReplicaCase["run"] =>
  occasions<ReplicaCalls, Log>(
    draw,
    6,
  )((module, log) => {
    let { replica } = fresh;
    for (const value of log) {
      const [got, wanted] = [
        module.execute(replica, value),
        rightReplica.execute(replica, value, wardLedger),
      ];
      const what = `A replica ${show(bookOf(replica))} executes ${valueText(value)}.`;
      const wrong =
        expected(`${what} What it is afterwards:`, bookOf(got.replica), bookOf(wanted.replica)) ??
        expected(`${what} What it says it has executed:`, got.executed, wanted.executed);
      if (wrong !== null) return wrong;
      ({ replica } = wanted);
    }
    return null;
  });

const onHistories = (
  draw: (random: Random) => readonly Happening[],
  look: (got: Standing, wanted: Standing) => Finding | null,
): ReplicaCase["run"] =>
  occasions<ReplicaCalls, readonly Happening[]>(
    draw,
    6,
  )((module, history) => {
    let [got, wanted]: readonly [Standing, Standing] = [begun, begun];
    for (const [nth, happening] of history.entries()) {
      [got, wanted] = [
        happened(got, happening, module),
        happened(wanted, happening, {
          onAsked: rightReplica.onAsked,
          onChosen: (state, slot, value) => rightReplica.onChosen(state, slot, value, wardLedger),
        }),
      ];
      const finding = look(got, wanted);
      if (finding !== null) {
        const sentence = `After this: ${told(history.slice(0, nth + 1))}. ${finding.sentence}`;
        return { ...finding, sentence };
      }
    }
    return null;
  });

interface Standing {
  readonly state: ReplicaState;
  readonly answers: readonly Answer[];
}

const begun: Standing = { state: fresh, answers: [] };

function happened(
  { state, answers }: Standing,
  one: Happening,
  { onAsked, onChosen }: Pick<ReplicaCalls, "onAsked" | "onChosen">,
): Standing {
  const step = one.kind === "asked" ? onAsked(state, one.wish) : onChosen(state, one.slot, one.value);
  return { state: step.state, answers: [...answers, ...step.answers] };
}

const sameBook = (got: Standing, wanted: Standing): Finding | null =>
  expected("The replica:", bookOf(got.state.replica), bookOf(wanted.state.replica));

const sameAnswers = (got: Standing, wanted: Standing): Finding | null =>
  sameData(got.answers, wanted.answers)
    ? null
    : {
        sentence: `It should have told ${answersText(wanted.answers)}; it has told ${answersText(got.answers)}.`,
      };

const answersText = (answers: readonly Answer[]): string =>
  answers.map(({ client, sequence, result }) => `${client}.${sequence} “${result}”`).join(", then ") ||
  "nobody";

const news = (log: Log): readonly Happening[] =>
  log.map((value, slot): Happening => ({ kind: "chosen", slot, value }));

/** News in any order; some clients ask here at any time, and some elsewhere. */
function whoWaits(random: Random): readonly Happening[] {
  const log = drawShortLog(random);
  const wishes = log
    .slice(1, 7)
    .flatMap((value) => (value.kind === "commands" ? value.commands : []))
    .filter(() => random.chance(0.8));
  return random.shuffle([...news(log), ...wishes.map(asked)]);
}

/** After the news, all kinds of clients ask, and some of them twice. */
function whoAsksAgain(random: Random): readonly Happening[] {
  const log = drawShortLog(random);
  const wishes = log.slice(1).flatMap((value) => (value.kind === "commands" ? value.commands : []));
  return [...news(log), ...random.shuffle(wishes).map(asked)];
}

/** Clients that have been answered elsewhere, and went on: each way in which that may look from here. */
const goneOn: readonly ((random: Random) => readonly Happening[])[] = [
  // The old one was given up, and never chosen.
  (random) => {
    const { begin, old, recent, other } = drawGoneOn(random);
    return [asked(old), begin, chosen(1, recent), asked(other), chosen(2, other)];
  },
  // A copy of the old request comes late: before the two commands, between them, and after them.
  (random) => {
    const { begin, old, recent } = drawGoneOn(random);
    return [begin, asked(recent), asked(old), chosen(1, old), chosen(2, recent)];
  },
  (random) => {
    const { begin, old, recent, other } = drawGoneOn(random);
    return [begin, chosen(1, old), asked(recent), asked(old), chosen(2, other), chosen(3, recent)];
  },
  (random) => {
    const { begin, old, recent, other } = drawGoneOn(random);
    return [begin, chosen(1, old), chosen(2, recent), asked(old), chosen(3, other), asked(recent)];
  },
  // Both were asked for here: the old one is chosen all the same, or never is.
  (random) => {
    const { begin, old, recent } = drawGoneOn(random);
    return [begin, asked(old), asked(recent), chosen(1, old), chosen(2, recent)];
  },
  (random) => {
    const { begin, old, recent } = drawGoneOn(random);
    return [begin, asked(old), asked(recent), chosen(1, recent)];
  },
];

function drawGoneOn(random: Random) {
  const sequence = random.integer(0, 3);
  const wish = (client: number, sequence: number): Wish => ({ client, sequence, command: payment(random) });
  const begin: Happening = { kind: "chosen", slot: 0, value: opening(random) };
  return { begin, old: wish(1, sequence), recent: wish(1, sequence + 1), other: wish(2, sequence) };
}

/** Section 2.1 of *Paxos Made Moderately Complex*, and section 6.3 of Ongaro's thesis. */
export const contract: readonly ReplicaCase[] = [
  {
    name: "executes the commands of a slot in their order, and keeps what came of them",
    points: 1,
    why: "All copies of the book must be made by the same commands in the same order, or they are different books.",
    run: onLogs((random) => drawLog(random)),
  },
  {
    name: "passes over a no-op",
    points: 1,
    why: "It fills the gap that a former leader left behind. Whoever stops at it stops for ever.",
    run: onLogs((random) => drawLog(random, { noOps: 0.4 })),
  },
  {
    name: "executes a command once, in the first place where it stands",
    points: 2,
    why: "A client that asks twice may get its command chosen twice, by two leaders. It wants to pay once.",
    run: onLogs((random) => drawLog(random, { copies: 0.3 })),
  },
  {
    name: "executes nothing that comes after a later command of its client",
    points: 1,
    why: "The client has given it up and gone on. If it took effect now, it would do so after what was asked for later.",
    run: onLogs((random) => drawLog(random, { older: 0.4 })),
  },
  {
    name: "applies slots in the order of the log, in whatever order news come",
    points: 2,
    why: "Who comes first is paid, and the last may find the fund empty: the order decides, and it must be the same in every ward.",
    run: onHistories((random) => random.shuffle(news(drawLog(random, { noOps: 0.1 }))), sameBook),
  },
  {
    name: "takes news twice, and keeps nothing of what is applied",
    points: 1,
    why: "The network delivers things twice. A table of what is over grows for as long as the node lives.",
    run: onHistories(
      (random) => {
        const all = news(drawLog(random));
        return random.shuffle([...all, ...all.filter(() => random.chance(0.4))]);
      },
      (got, wanted) =>
        sameBook(got, wanted) ??
        expected(
          "The slots kept for later:",
          itemsFrom(got.state.chosen).map(({ index }) => index),
          itemsFrom(wanted.state.chosen).map(({ index }) => index),
        ),
    ),
  },
  {
    name: "tells whoever waits here what came of it, once, when it is applied",
    points: 2,
    why: "Before all earlier slots are applied nobody can know what comes of a command. And who asked elsewhere is told elsewhere.",
    run: onHistories(whoWaits, sameAnswers),
  },
  {
    name: "tells who asks again what came of it the first time",
    points: 1,
    why: "Its answer was lost on the way, so it asks again. To execute the command again would be to pay twice.",
    run: onHistories(whoAsksAgain, (got, wanted) => sameAnswers(got, wanted) ?? sameBook(got, wanted)),
  },
  {
    name: "knows that a client which has gone on waits for nothing old",
    points: 1,
    why: "The answer that is kept belongs to its last command. Told to one who asked for an earlier one, it would be a lie.",
    run: (module, random) =>
      goneOn.reduce<Finding | null>(
        (found, draw) => found ?? onHistories(draw, sameAnswers)(module, random),
        null,
      ),
  },
];
