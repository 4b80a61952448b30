import { sameData } from "../../../src/core/index.ts";
import type { Batching, Desk } from "../../../src/protocols/desks/index.ts";
import { asInNotes } from "../../../src/scenarios/index.ts";
import * as solution from "../../../solutions/batcher/batcher.ts";
import type { Planted } from "./visible.ts";

const { afterDecision, nextBatch } = solution;

const variant = (bug: string, change: Partial<Batching>): Planted<Batching> => ({
  bug,
  exercise: { ...solution, ...change },
});

/** Who may go, as the solution has it. */
const mayGo = ({ queue, underWay }: Desk) => {
  const busy = new Set(underWay.flatMap(({ commands }) => commands).map(({ client }) => client));
  return queue.filter(({ client }) => !busy.has(client));
};

export const wrongBatchers: readonly Planted<Batching>[] = [
  variant("a batch as in notes: full or never, and forgotten once anything is chosen", asInNotes),
  variant("what is not full waits for ever", {
    nextBatch: (desk) => (mayGo(desk).length >= desk.size ? nextBatch(desk) : []),
  }),
  variant("nothing is ever kept waiting", { nextBatch: (desk) => nextBatch({ ...desk, delay: 0 }) }),
  variant("everything waits for the delay, full or not", {
    nextBatch: (desk) => {
      const batch = nextBatch(desk);
      return batch.some(({ askedAt }) => desk.now - askedAt >= desk.delay) ? batch : [];
    },
  }),
  variant("longer than the delay, not as long", {
    nextBatch: (desk) => nextBatch({ ...desk, delay: desk.delay + 1 }),
  }),
  variant("one command a slot", { nextBatch: (desk) => nextBatch(desk).slice(0, 1) }),
  variant("everything that waits goes into one slot", {
    nextBatch: (desk) => (nextBatch(desk).length === 0 ? [] : mayGo(desk)),
  }),
  variant("the last come first", {
    nextBatch: (desk) => nextBatch({ ...desk, queue: desk.queue.toReversed() }),
  }),
  variant("the window is not looked at", { nextBatch: (desk) => nextBatch({ ...desk, window: Infinity }) }),
  variant("one batch under way at a time", { nextBatch: (desk) => nextBatch({ ...desk, window: 1 }) }),
  variant("a client goes on while its command is under way", {
    nextBatch: (desk) => (desk.underWay.length < desk.window ? nextBatch({ ...desk, underWay: [] }) : []),
  }),
  variant("nobody goes on while anybody has two commands in line", {
    nextBatch: (desk) => {
      const clients = nextBatch(desk).map(({ client }) => client);
      return new Set(clients).size === clients.length ? nextBatch(desk) : [];
    },
  }),
  variant("one who may not go holds up all behind it", {
    nextBatch: (desk) => (mayGo(desk)[0] === desk.queue[0] ? nextBatch(desk) : []),
  }),
  variant("those who may not go count towards a full batch", {
    nextBatch: (desk) =>
      desk.queue.length >= desk.size ? nextBatch({ ...desk, delay: 0 }) : nextBatch(desk),
  }),
  variant("what is chosen is compared as an object", {
    afterDecision: (queue, mine, chosen) =>
      mine === chosen ? queue : afterDecision(queue, mine, { ...chosen, desk: -1 }),
  }),
  variant("any decision is taken for success", { afterDecision: (queue) => queue }),
  variant("everything goes back, chosen or not", {
    afterDecision: (queue, mine) => afterDecision(queue, mine, { desk: -1, commands: [] }),
  }),
  variant("a batch of the same length is taken for one's own", {
    afterDecision: (queue, mine, chosen) =>
      mine.commands.length === chosen.commands.length ? queue : afterDecision(queue, mine, chosen),
  }),
  variant("what is lost goes to the end of the line", {
    afterDecision: (queue, mine, chosen) => (sameData(mine, chosen) ? queue : [...queue, ...mine.commands]),
  }),
  variant("what is lost goes to the very front", {
    afterDecision: (queue, mine, chosen) => (sameData(mine, chosen) ? queue : [...mine.commands, ...queue]),
  }),
  variant("of what is lost, only the first command goes back", {
    afterDecision: (queue, mine, chosen) =>
      afterDecision(queue, { ...mine, commands: mine.commands.slice(0, 1) }, chosen),
  }),
  variant("the other desk's commands are taken over", {
    afterDecision: (queue, mine, chosen) =>
      sameData(mine, chosen) ? queue : afterDecision([...chosen.commands, ...queue], mine, chosen),
  }),
  variant("what waited besides is forgotten when a slot is lost", {
    afterDecision: (queue, mine, chosen) => (sameData(mine, chosen) ? queue : mine.commands),
  }),
];
