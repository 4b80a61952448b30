import { andThen, emptyArray, milliseconds, unchanged } from "../../core/index.ts";
import type { Context, Input, NodeId, Protocol, Transition } from "../../core/index.ts";
import { signatures } from "../byzantine/index.ts";
import { genesisQC } from "./blocks.ts";
import { askForMissing, onBlocks, onCatchUp, onMissing } from "./catch-up.ts";
import { onExecute, onForward, onReply, onRetry } from "./clients.ts";
import { lead, onNewView, onVote } from "./leader.ts";
import type { Message } from "./messages.ts";
import { keepPace, onViewTimer } from "./pacemaker.ts";
import { emptyPool } from "./pool.ts";
import { consider, onGeneric } from "./replica.ts";
import { soundRules } from "./rules.ts";
import { newTree } from "./tree.ts";
import { replay } from "./update.ts";
import type { Configuration, Durable, HotStuff, NodeState, Settings, Turn } from "./vocabulary.ts";

/**
 * Chained HotStuff: nodes agree on a growing chain of blocks, though some of them lie, and each executes the commands of
 * what is committed on its copy of a service.
 *
 * In every view another node leads and proposes one block. A change of leaders is nothing out of the ordinary and costs no
 * more messages than any other view: their number is linear in that of the nodes. Source: Yin, Malkhi, Reiter, Golan
 * Gueta and Abraham, *HotStuff: BFT Consensus with Linearity and Responsiveness*, PODC 2019 (Algorithms 3 to 5).
 *
 * Nodes that are not in the group are replicas of nothing: they only ask for their clients.
 */
export function hotStuff<S, C, R>(configuration: Configuration<S, C, R>): Protocol<HotStuff<S, C, R>> {
  const settings = settingsOf(configuration);
  const initial: NodeState<S, C, R> = {
    vheight: 0,
    genericQC: genesisQC,
    lockedQC: genesisQC,
    tree: newTree,
    log: emptyArray,
    entry: null,
    replica: { next: 0, service: settings.service.initial, sessions: emptyArray },
    published: 0,
    proposed: 0,
    pending: null,
    votes: emptyArray,
    newViews: emptyArray,
    pacemaker: { timeouts: 0, backoff: 0 },
    pool: emptyPool,
    waiting: emptyArray,
  };
  return {
    name: "HotStuff",
    initial: () => initial,
    step: (state, input, { self }: Context) => step(state, input, { ...settings, self }),
  };
}

type AllButSelf<S, C, R> = Omit<Settings<S, C, R>, "self">;

/** @throws RangeError for a number that makes no sense. */
function settingsOf<S, C, R>(configuration: Configuration<S, C, R>): AllButSelf<S, C, R> {
  const { group, service, batch = 64, tenure = 1, votesTo = "leader" } = configuration;
  for (const [setting, value] of Object.entries({ batch, tenure })) {
    if (value >= 1 && Number.isInteger(value)) continue;
    throw new RangeError(`${setting} must be a whole number of at least 1; got ${value}.`);
  }
  const usual = { timeout: milliseconds(150), doublings: 4, retry: milliseconds(300) };
  return {
    group,
    service,
    batch,
    tenure,
    votesTo,
    timing: { ...usual, ...configuration.timing },
    authentication: configuration.authentication ?? signatures,
    rules: { ...soundRules, ...configuration.rules },
  };
}

/**
 * What must survive a crash is on disk before anything else that the step does: nobody hears of a vote that could be
 * forgotten.
 */
function step<S, C, R>(
  state: NodeState<S, C, R>,
  input: Input<HotStuff<S, C, R>>,
  settings: Settings<S, C, R>,
): Transition<HotStuff<S, C, R>> {
  const turn = react(state, input, settings);
  const after = keepPace(state, concluded(state, turn, input, settings), settings);
  if (input.kind === "start" || !mustPersist(state, after.state)) return after;
  const { vheight, genericQC, lockedQC, tree, log } = after.state;
  const value: Durable<C> = { vheight, genericQC, lockedQC, tree, log };
  return { state: after.state, effects: [{ kind: "persist", value }, ...after.effects] };
}

function mustPersist<C>(before: Durable<C>, after: Durable<C>): boolean {
  return (
    after.vheight !== before.vheight ||
    after.genericQC !== before.genericQC ||
    after.lockedQC !== before.lockedQC ||
    after.tree !== before.tree
  );
}

function react<S, C, R>(
  state: NodeState<S, C, R>,
  input: Input<HotStuff<S, C, R>>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  switch (input.kind) {
    case "start":
      return input.persisted === null ? unchanged(state) : replay({ ...state, ...input.persisted }, settings);
    case "request":
      return onExecute(state, input.request, settings);
    case "timer":
      return input.timer === "view" ? onViewTimer(state, settings) : onRetry(state, settings);
    case "message":
      return onMessage(state, input.from, input.message, settings);
  }
}

function onMessage<S, C, R>(
  state: NodeState<S, C, R>,
  from: NodeId,
  message: Message<C, R>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  const isReplica = settings.self < settings.group.nodes;
  if (!isReplica && message.kind !== "reply") return unchanged(state);
  switch (message.kind) {
    case "generic":
      return onGeneric(state, from, message, settings);
    case "vote":
      return onVote(state, from, message, settings);
    case "new-view":
      return onNewView(state, from, message, settings);
    case "catch-up":
      return onCatchUp(state, message, settings);
    case "missing":
      return onMissing(state, from, message);
    case "blocks":
      return onBlocks(state, message, settings);
    case "forward":
      return onForward(state, message, settings);
    case "reply":
      return onReply(state, message, settings);
  }
}

/** What has become possible by what happened: to vote for a proposal that waited for its ancestors, to lead, to ask. */
function concluded<S, C, R>(
  before: NodeState<S, C, R>,
  turn: Turn<S, C, R>,
  input: Input<HotStuff<S, C, R>>,
  settings: Settings<S, C, R>,
): Turn<S, C, R> {
  let next = toItself(turn, settings);
  let last: NodeState<S, C, R>;
  do {
    last = next.state;
    next = andThen(next, (state) => consider(state, settings));
    next = andThen(next, (state) => lead(state, settings));
    next = toItself(next, settings);
  } while (next.state !== last);
  if (input.kind !== "message") return next;
  return andThen(next, (state) => askForMissing(before, state, input.from));
}

/** A node does not write letters to itself. */
function toItself<S, C, R>(turn: Turn<S, C, R>, settings: Settings<S, C, R>): Turn<S, C, R> {
  const { self } = settings;
  const place = turn.effects.findIndex((effect) => effect.kind === "send" && effect.to === self);
  const letter = turn.effects[place];
  if (letter?.kind !== "send") return turn;
  const others = { state: turn.state, effects: turn.effects.toSpliced(place, 1) };
  const after = andThen(others, (state) => onMessage(state, self, letter.message, settings));
  return toItself(after, settings);
}
