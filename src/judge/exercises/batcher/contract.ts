import { formatDuration, sameData } from "../../../core/index.ts";
import { soundBatching, type Batch, type Command, type Desk } from "../../../protocols/desks/index.ts";
import type { Case, Finding } from "../../exercise.ts";
import { occasions } from "../../occasions.ts";
import { drawDesk, drawLoss, drawRow, type Loss, type Scene } from "./occasions.ts";
import type { BatcherCalls } from "./port.ts";

type BatcherCase = Case<BatcherCalls>;

const onDesks = (...scenes: readonly Scene[]): BatcherCase["run"] =>
  onDrawn((random) => drawDesk(random, random.pick(scenes)));

const onDrawn = (draw: Parameters<typeof occasions<BatcherCalls, Desk>>[0]): BatcherCase["run"] =>
  occasions<BatcherCalls, Desk>(draw, 12)(closesWhatItShould);

const onLosses = occasions<BatcherCalls, Loss>(drawLoss);

function closesWhatItShould(module: BatcherCalls, desk: Desk): Finding | null {
  const got = module.nextBatch(desk);
  const wanted = soundBatching.nextBatch(desk);
  return sameData(got, wanted)
    ? null
    : { sentence: `${deskText(desk)} The next slot should get ${names(wanted)}; it gets ${names(got)}.` };
}

/** The queue after a decision, as it should be. */
function standsInLine(what: string, got: readonly Command[], wanted: readonly Command[]): Finding | null {
  return sameData(got, wanted)
    ? null
    : { sentence: `${what} Then ${names(wanted)} should wait; ${names(got)} do.` };
}

const fewer = (size: number): number => size - 1;
const enough = (size: number): number => size + 2;
const half = (delay: number): number => Math.floor(delay / 2);

/** The six rules of the exercise, and what van Renesse and Altinbuken (2015, section 2.1) say of slots that are lost. */
export const contract: readonly BatcherCase[] = [
  {
    name: "sends a full batch at once, those who wait longest first",
    points: 1,
    why: "It will not get any fuller. And who came first is served first, or the unlucky wait for ever.",
    run: onDesks({ waiting: enough, waited: half }, { waiting: (size) => size, waited: half }),
  },
  {
    name: "waits for more as long as nobody has waited for the delay",
    points: 1,
    why: "A slot costs as much for one command as for fifty. Another may come in a moment, and save a slot.",
    run: onDesks({ waiting: fewer, waited: half }, { waiting: fewer, waited: (delay) => delay - 1 }),
  },
  {
    name: "sends what there is when somebody has waited for the delay",
    points: 2,
    why: "Nobody may ever come to fill the batch. A lone command at night must not wait until morning.",
    run: onDesks(
      { waiting: fewer, waited: (delay) => delay },
      { waiting: () => 1, waited: (delay) => delay + 1 },
      { waiting: fewer, waited: (delay) => 3 * delay },
    ),
  },
  {
    name: "sends nothing while the window is full",
    points: 1,
    why: "Every batch under way is one that may be lost; and nobody may be more than the window ahead of what is decided.",
    run: onDesks(
      { waiting: enough, waited: half, isCrowded: true },
      { waiting: fewer, waited: (delay) => 2 * delay, isCrowded: true },
    ),
  },
  {
    name: "lets a client wait that has a command under way",
    points: 2,
    why: "That command may lose its slot, and be proposed again after this one: the client would be paid before it was hired.",
    run: onDesks(
      { waiting: enough, waited: half, busy: { count: 2, waited: half } },
      { waiting: () => 0, waited: half, busy: { count: 3, waited: (delay) => 2 * delay } },
      { waiting: fewer, waited: half, busy: { count: 2, waited: (delay) => 2 * delay } },
    ),
  },
  {
    name: "lets nobody else wait for such a client",
    points: 1,
    why: "Whoever has nothing under way can go, full batch or overdue. They were not asked to wait.",
    run: onDesks(
      { waiting: enough, waited: half, busy: { count: 1, waited: (delay) => delay - 1 } },
      { waiting: fewer, waited: (delay) => delay, busy: { count: 2, waited: (delay) => delay + 1 } },
    ),
  },
  {
    name: "puts several commands of one client into one batch, in order",
    points: 1,
    why: "In one batch they stand or fall together, and in order: there is nothing to fear, and a slot to save.",
    run: onDrawn(drawRow),
  },
  {
    name: "knows its own batch when it was chosen",
    points: 1,
    why: "Its commands stand in the log. Put back into the queue, they would be executed twice.",
    run: onLosses((module, { queue, mine }) =>
      standsInLine(
        `${lineText(queue)}, and the batch of ${names(mine.commands)} was chosen as it was proposed.`,
        module.afterDecision(queue, mine, structuredClone(mine)),
        queue,
      ),
    ),
  },
  {
    name: "puts back what has lost its slot, to where it stood",
    points: 2,
    why: "There has been a decision, for somebody else. Nobody but this desk knows of its commands; and they have waited for long.",
    run: onLosses((module, { queue, mine, theirs }) =>
      standsInLine(
        `${lineText(queue)}, and the slot of ${names(mine.commands)} went to ${batchText(theirs)}.`,
        module.afterDecision(queue, mine, theirs),
        soundBatching.afterDecision(queue, mine, theirs),
      ),
    ),
  },
  {
    name: "keeps the line in order when two slots are lost",
    points: 1,
    why: "News come slot by slot. Those of the second slot have been asked later than those of the first, and must not push in front.",
    run: onLosses((module, { queue, mine, later, theirs }) => {
      const empty: Batch = { desk: 1, commands: [] };
      const once = module.afterDecision(queue, mine, theirs);
      return standsInLine(
        `${lineText(queue)}. First the slot of ${names(mine.commands)} was lost, then that of ${names(later.commands)}.`,
        module.afterDecision(once, later, empty),
        soundBatching.afterDecision(soundBatching.afterDecision(queue, mine, theirs), later, empty),
      );
    }),
  },
];

function deskText({ queue, underWay, now, size, delay, window }: Desk): string {
  const waiting = queue.map((command) => `${name(command)} for ${formatDuration(now - command.askedAt)}`);
  const sent = underWay.map(({ commands }) => names(commands)).join("; ");
  return (
    `A slot takes ${size}, a batch may be kept open for ${formatDuration(delay)}, and ${window} may be under way. ` +
    `There wait: ${waiting.join(", ") || "nobody"}. Under way: ${sent || "nothing"}.`
  );
}

const batchText = ({ desk, commands }: Batch): string => `desk ${desk}, with ${names(commands)}`;

const lineText = (queue: readonly Command[]): string => `There wait ${names(queue)}`;

const names = (commands: readonly Command[]): string => commands.map(name).join(" ") || "nothing";

const name = ({ client, number }: Command): string => `${client}.${number}`;
