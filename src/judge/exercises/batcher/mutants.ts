import { sameData } from "../../../core/index.ts";
import { soundBatching as right, type Command, type Desk } from "../../../protocols/desks/index.ts";
import { asInNotes } from "../../../scenarios/index.ts";
import type { Candidate } from "../../exercise.ts";
import type { BatcherModule } from "./port.ts";

const candidate = (name: string, changed: Partial<BatcherModule>): Candidate<BatcherModule> => ({
  name,
  module: { ...right, ...changed },
});

const closing = (name: string, nextBatch: BatcherModule["nextBatch"]): Candidate<BatcherModule> =>
  candidate(name, { nextBatch });

const settling = (name: string, afterDecision: BatcherModule["afterDecision"]): Candidate<BatcherModule> =>
  candidate(name, { afterDecision });

/** Does this with a batch that has lost its slot, and what is right with one that has not. */
const losing = (name: string, afterLoss: BatcherModule["afterDecision"]): Candidate<BatcherModule> =>
  settling(name, (queue, mine, chosen) => (sameData(mine, chosen) ? queue : afterLoss(queue, mine, chosen)));

/** Those who may go. */
function mayGo({ queue, underWay }: Desk): readonly Command[] {
  const busy = new Set(underWay.flatMap(({ commands }) => commands).map(({ client }) => client));
  return queue.filter(({ client }) => !busy.has(client));
}

/** Wrong ideas about batches, the most common ones first. */
export const batcherMutants: readonly Candidate<BatcherModule>[] = [
  candidate("waits for a full batch, and forgets it once anything is chosen", asInNotes),
  closing("lets what does not fill a batch wait for ever", (desk) =>
    mayGo(desk).length >= desk.size ? right.nextBatch(desk) : [],
  ),
  closing("keeps nothing waiting", (desk) => right.nextBatch({ ...desk, delay: 0 })),
  closing("lets everything wait for the delay, full or not", (desk) => {
    const batch = right.nextBatch(desk);
    return batch.some(({ askedAt }) => desk.now - askedAt >= desk.delay) ? batch : [];
  }),
  closing("waits for longer than the delay, not as long", (desk) =>
    right.nextBatch({ ...desk, delay: desk.delay + 1 }),
  ),
  closing("sends one command a slot", (desk) => right.nextBatch(desk).slice(0, 1)),
  closing("puts all that waits into one slot", (desk) =>
    right.nextBatch(desk).length === 0 ? [] : mayGo(desk),
  ),
  closing("serves the last first", (desk) => right.nextBatch({ ...desk, queue: desk.queue.toReversed() })),
  closing("does not look at the window", (desk) => right.nextBatch({ ...desk, window: Infinity })),
  closing("has one batch under way at a time", (desk) => right.nextBatch({ ...desk, window: 1 })),
  closing("lets a client go on while its command is under way", (desk) =>
    desk.underWay.length < desk.window ? right.nextBatch({ ...desk, underWay: [] }) : [],
  ),
  closing("lets nobody go while a client has two commands in line", (desk) => {
    const batch = right.nextBatch(desk);
    return new Set(batch.map(({ client }) => client)).size === batch.length ? batch : [];
  }),
  closing("lets all wait behind one who may not go", (desk) =>
    mayGo(desk)[0] === desk.queue[0] ? right.nextBatch(desk) : [],
  ),
  closing("counts those who may not go towards a full batch", (desk) =>
    right.nextBatch(desk.queue.length >= desk.size ? { ...desk, delay: 0 } : desk),
  ),
  settling("compares what is chosen as an object", (queue, mine, chosen) =>
    mine === chosen ? queue : right.afterDecision(queue, mine, { ...chosen, desk: -1 }),
  ),
  settling("takes any decision for success", (queue) => queue),
  settling("puts everything back, chosen or not", (queue, mine) =>
    right.afterDecision(queue, mine, { desk: -1, commands: [] }),
  ),
  settling("takes a batch of the same length for its own", (queue, mine, chosen) =>
    mine.commands.length === chosen.commands.length ? queue : right.afterDecision(queue, mine, chosen),
  ),
  losing("puts what is lost at the end of the line", (queue, mine) => [...queue, ...mine.commands]),
  losing("puts what is lost at the very front", (queue, mine) => [...mine.commands, ...queue]),
  losing("puts only the first command of a lost batch back", (queue, mine, chosen) =>
    right.afterDecision(queue, { ...mine, commands: mine.commands.slice(0, 1) }, chosen),
  ),
  losing("takes over the commands of the desk that has won", (queue, mine, chosen) =>
    right.afterDecision([...chosen.commands, ...queue], mine, chosen),
  ),
  losing("forgets who waited besides when a slot is lost", (_queue, mine) => mine.commands),
];

/** Right, though not as the reference does it. */
export const batcherVariants: readonly Candidate<BatcherModule>[] = [
  settling("knows its own batch by its desk, which proposes once in a slot", (queue, mine, chosen) =>
    mine.desk === chosen.desk ? queue : right.afterDecision(queue, mine, chosen),
  ),
  losing("puts each lost command in front of the first who was asked later", (queue, mine) => {
    const line = [...queue];
    for (const command of mine.commands) {
      const place = line.findIndex(
        ({ askedAt, client, number }) =>
          askedAt > command.askedAt || (client === command.client && number > command.number),
      );
      line.splice(place === -1 ? line.length : place, 0, command);
    }
    return line;
  }),
  closing("looks at the oldest only, to see whether it is time", (desk) => {
    const [oldest] = mayGo(desk);
    if (oldest === undefined || desk.underWay.length >= desk.window) return [];
    const isTime = oldest.askedAt + desk.delay <= desk.now || mayGo(desk).length >= desk.size;
    return isTime ? mayGo(desk).slice(0, desk.size) : [];
  }),
];
