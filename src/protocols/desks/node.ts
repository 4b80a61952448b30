import {
  emptyArray,
  endOf,
  itemAt,
  itemsFrom,
  milliseconds,
  withItem,
  withoutItem,
  type Context,
  type Effect,
  type Input,
  type Protocol,
} from "../../core/index.ts";
import { singleDecree, type SingleDecree } from "../single-decree/index.ts";
import { soundBatching } from "./batching.ts";
import { stepSlot, type Progress } from "./slots.ts";
import type { Batch, Command, Desk, DeskConfiguration, Desks, DeskState, Slot } from "./vocabulary.ts";

/**
 * Several desks, one log, no leader: in each slot single-decree Paxos decides whose batch stands there.
 *
 * That is more messages than Multi-Paxos needs, and more rivalry. It is here to see what becomes of batches that lose their
 * slot; for a lone desk it is a log like any other.
 */
export function desks(configuration: DeskConfiguration): Protocol<Desks> {
  const { quorums, retry, batching = soundBatching, gapAfter = milliseconds(100) } = configuration;
  const paxos = singleDecree<Batch>(retry === undefined ? { quorums } : { quorums, retry });
  const settings: Settings = { ...configuration, batching, gapAfter, paxos };
  return {
    name: "desks over a log",
    initial: () => empty,
    step: (state, input, context) => step({ state, effects: [] }, input, context, settings),
  };
}

interface Settings extends Omit<Required<DeskConfiguration>, "retry"> {
  readonly paxos: Protocol<SingleDecree<Batch>>;
}

const empty: DeskState = {
  instances: emptyArray,
  disk: emptyArray,
  decided: emptyArray,
  next: 0,
  queue: [],
  underWay: emptyArray,
  wakeAt: null,
  isGapWatched: false,
};

function step(before: Progress, input: Input<Desks>, context: Context, settings: Settings): Progress {
  const reacted = react(before, input, context, settings);
  return watchGap(wake(close(apply(reacted, settings), context, settings), context, settings), settings);
}

function react(progress: Progress, input: Input<Desks>, context: Context, settings: Settings): Progress {
  const { state, effects } = progress;
  const { paxos } = settings;
  switch (input.kind) {
    case "start":
      // Acceptors come back with what they had promised; what stood in the queue, and was never anybody else's, is gone.
      return itemsFrom(input.persisted ?? emptyArray).reduce(
        (sum, { index, item }) => stepSlot(paxos, sum, index, { kind: "start", persisted: item }, context),
        { state: { ...state, disk: input.persisted ?? emptyArray }, effects },
      );
    case "request": {
      const { client, number } = input.request;
      const queue = [...state.queue, { client, number, askedAt: context.now }];
      return { state: { ...state, queue }, effects };
    }
    case "message":
      return stepSlot(paxos, progress, input.message.slot, input, context);
    case "timer": {
      const { timer } = input;
      if (timer === "wake") return { state: { ...state, wakeAt: null }, effects };
      if (timer === "gap") return fillGaps(progress, context, settings);
      const slot = Number(timer.slice("retry ".length));
      return stepSlot(paxos, progress, slot, { kind: "timer", timer: "retry" }, context);
    }
  }
}

/** Applies what is decided, slot by slot, and settles what became of this desk's own batches. */
function apply(before: Progress, settings: Settings): Progress {
  let progress = before;
  for (;;) {
    const batch = itemAt(progress.state.decided, progress.state.next);
    if (batch === null) return progress;
    progress = applyNext(progress, batch, settings);
  }
}

function applyNext({ state, effects }: Progress, batch: Batch, { batching }: Settings): Progress {
  const slot = state.next;
  const next = { ...state, next: slot + 1, decided: withoutItem(state.decided, slot) };
  const applied: Effect<Desks> = { kind: "decide", decision: { kind: "applied", slot, batch } };
  const mine = itemAt(state.underWay, slot);
  if (mine === null) return { state: next, effects: [...effects, applied] };
  // What comes over a network is never the same object that was sent.
  const queue = batching.afterDecision(state.queue, mine, structuredClone(batch));
  const settled: Effect<Desks> = { kind: "decide", decision: { kind: "settled", slot, mine, chosen: batch } };
  const answered = batch.desk === mine.desk ? answers(batch) : [];
  return {
    state: { ...next, queue, underWay: withoutItem(state.underWay, slot) },
    effects: [...effects, applied, settled, ...answered],
  };
}

const answers = ({ commands }: Batch): readonly Effect<Desks>[] =>
  commands.map((command) => ({ kind: "decide", decision: { kind: "answered", ...command } }));

/** Proposes batches for as long as the policy closes any. */
function close(before: Progress, context: Context, settings: Settings): Progress {
  let progress = before;
  for (;;) {
    const { state } = progress;
    if (state.queue.length === 0) return progress;
    const underWay = itemsFrom(state.underWay).map(({ item }) => item);
    const desk: Desk = { ...settings, queue: state.queue, underWay, now: context.now };
    const commands = settings.batching.nextBatch(desk);
    if (commands.length === 0) return progress;
    requireSound(commands, desk);
    const queue = state.queue.filter((waiting) => !commands.some((command) => isSame(command, waiting)));
    const closed = { state: { ...state, queue }, effects: progress.effects };
    progress = propose(closed, freeSlot(state), { desk: context.self, commands }, context, settings);
  }
}

const isSame = (a: Command, b: Command): boolean => a.client === b.client && a.number === b.number;

/** @throws RangeError for a batch that no desk could propose. */
function requireSound(commands: readonly Command[], { queue, underWay, size, window }: Desk): void {
  if (underWay.length >= window) {
    throw new RangeError(
      `nextBatch closes a batch although ${underWay.length} are under way, and the window is ${window}.`,
    );
  }
  if (commands.length > size) {
    throw new RangeError(`nextBatch puts ${commands.length} commands into a slot that takes ${size}.`);
  }
  const stranger = commands.find((command) => !queue.some((waiting) => isSame(waiting, command)));
  if (stranger !== undefined) {
    const { client, number } = stranger;
    throw new RangeError(`nextBatch proposes command ${number} of client ${client}, which does not wait.`);
  }
}

function freeSlot({ next, decided, underWay }: DeskState): Slot {
  let slot = next;
  while (itemAt(decided, slot) !== null || itemAt(underWay, slot) !== null) slot++;
  return slot;
}

function propose(
  { state, effects }: Progress,
  slot: Slot,
  batch: Batch,
  context: Context,
  { paxos }: Settings,
): Progress {
  const asked: Progress = {
    state: { ...state, underWay: withItem(state.underWay, slot, batch) },
    effects: [...effects, { kind: "decide", decision: { kind: "proposed", slot, batch } }],
  };
  return stepSlot(
    paxos,
    asked,
    slot,
    { kind: "request", request: { kind: "propose", value: batch } },
    context,
  );
}

/** The policy is asked again when the next command has waited for long enough. */
function wake(progress: Progress, { now }: Context, { delay }: Settings): Progress {
  const { state, effects } = progress;
  const due = state.queue.map(({ askedAt }) => askedAt + delay).filter((time) => time > now);
  const wakeAt = due.length === 0 ? null : Math.min(...due);
  if (wakeAt === null || wakeAt === state.wakeAt) return progress;
  const after = { min: wakeAt - now, max: wakeAt - now };
  return {
    state: { ...state, wakeAt },
    effects: [...effects, { kind: "set-timer", timer: "wake", after }],
  };
}

/** A slot is decided, and one before it is not: news of it may be on the way, or nobody may ever propose there. */
function watchGap(progress: Progress, { gapAfter }: Settings): Progress {
  const { state, effects } = progress;
  if (state.isGapWatched || endOf(state.decided) <= state.next) return progress;
  const after = { min: gapAfter, max: gapAfter };
  return {
    state: { ...state, isGapWatched: true },
    effects: [...effects, { kind: "set-timer", timer: "gap", after }],
  };
}

/** Where nothing was ever accepted, an empty batch is chosen; elsewhere, Paxos brings to light what was. */
function fillGaps({ state, effects }: Progress, context: Context, settings: Settings): Progress {
  let progress: Progress = { state: { ...state, isGapWatched: false }, effects };
  for (let slot = state.next; slot < endOf(state.decided); slot++) {
    if (itemAt(state.decided, slot) !== null || itemAt(state.underWay, slot) !== null) continue;
    progress = propose(progress, slot, { desk: context.self, commands: [] }, context, settings);
  }
  return progress;
}
