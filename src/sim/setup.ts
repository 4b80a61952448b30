import type { Property, Protocol, Time, TimerSpan, Vocabulary } from "../core/index.ts";
import { requireSoundNetwork, type Network } from "./network.ts";
import type { Decided } from "./run.ts";
import type { CrashBefore, Scheduled } from "./schedule.ts";
import type { TraceEvent } from "./trace.ts";
import type { WorkModel } from "./work.ts";

/** Everything that a run depends on. The same set-up gives the same trace, byte for byte. */
export interface Setup<V extends Vocabulary> {
  readonly protocol: Protocol<V>;
  /** How many nodes, or their names. */
  readonly nodes: number | readonly string[];
  readonly seed: number;
  /** By default {@link calmNetwork}. */
  readonly network?: Network;
  /**
   * Requests and faults: an array in any order, or anything else that hands them out in order of time, such as a set-up
   * with a generator that makes a million requests one by one. It is asked for the next thing when the one before happens.
   */
  readonly schedule?: Iterable<Scheduled<V>>;
  /** How long steps keep their nodes busy; see {@link costs}. By default they take no time. */
  readonly work?: WorkModel<V>;
  /**
   * What clients do when a node has announced something: one who has been answered asks for the next thing, which makes
   * a closed loop. By default nothing. Must give the same answer whenever the run is repeated.
   */
  readonly clients?: (decided: Decided<V>) => readonly Scheduled<V>[];
  readonly crashBefore?: readonly CrashBefore<V>[];
  /**
   * Clock of each node: 1 runs true, 0.9 is slow by a tenth. Timers and `context.now` follow it. Nodes
   * that are not listed have a true clock.
   */
  readonly clockRates?: readonly number[];
  /** Checked after every event; the run ends at the first violation. */
  readonly properties?: readonly Property<V>[];
  /** Stop at this moment even if something is still to come. */
  readonly untilTime?: Time;
  /** Stop after this many steps of nodes: the guard against a run that never ends. By default a million. */
  readonly untilSteps?: number;
  /** `off` keeps no events, for runs that only want the outcome. */
  readonly trace?: "full" | "off";
  /** `off` keeps no decisions either, so that memory does not grow with the length of the run. */
  readonly decisions?: "full" | "off";
  /** Is shown each event as it happens, whether the trace is kept or not: metrics and alarms of a running system. */
  readonly observer?: (event: TraceEvent<V>) => void;
}

export function namesOf(nodes: number | readonly string[]): readonly string[] {
  if (typeof nodes !== "number") {
    if (nodes.length === 0) throw new RangeError("setup.nodes names no node; a run needs at least one.");
    return nodes;
  }
  if (!Number.isInteger(nodes) || nodes < 1) {
    throw new RangeError(
      `setup.nodes must be a whole number of at least 1, or a list of names; got ${nodes}.`,
    );
  }
  return Array.from({ length: nodes }, (_, node) => `node ${node}`);
}

/** @throws RangeError in one sentence for the first thing that makes no sense. */
export function requireSound<V extends Vocabulary>(setup: Setup<V>): void {
  const count = namesOf(setup.nodes).length;
  if (setup.network) requireSoundNetwork(setup.network);
  if (Array.isArray(setup.schedule)) {
    for (const scheduled of setup.schedule) requireSoundAction<V>(scheduled, count);
  }
  for (const { node, nth = 1 } of setup.crashBefore ?? []) {
    requireNodes("A crashBefore", [node], count);
    if (!Number.isInteger(nth) || nth < 1) {
      throw new RangeError(`crashBefore.nth counts matching effects from 1; got ${nth}.`);
    }
  }
  requireSoundClocks(setup.clockRates ?? [], count);
  requireLimit("untilTime", setup.untilTime);
  requireLimit("untilSteps", setup.untilSteps);
}

/** @throws RangeError if no such thing can happen among so many nodes. */
export function requireSoundAction<V extends Vocabulary>({ at, action }: Scheduled<V>, nodes: number): void {
  if (!Number.isInteger(at) || at < 0) {
    throw new RangeError(`A ${action.kind} is scheduled at ${at}; times are whole microseconds from 0 on.`);
  }
  requireNodes(`A ${action.kind}`, nodesIn(action), nodes);
  if (action.kind === "partition") requireDisjoint(action.label, action.groups);
}

/** @throws RangeError if a protocol sets a timer that cannot run. */
export function requireSpan(protocol: string, timer: string, { min, max }: TimerSpan): void {
  if (Number.isInteger(min) && Number.isInteger(max) && 0 <= min && min <= max) return;
  throw new RangeError(
    `${protocol} sets the timer ${JSON.stringify(timer)} to run from ${min} to ${max}; ` +
      `a timer runs for whole microseconds, from min to max.`,
  );
}

function requireNodes(what: string, nodes: readonly number[], count: number): void {
  for (const node of nodes) {
    if (!Number.isInteger(node) || node < 0 || node >= count) {
      throw new RangeError(`${what} names node ${node}; the nodes are 0 to ${count - 1}.`);
    }
  }
}

function requireDisjoint(label: string, groups: readonly (readonly number[])[]): void {
  const members = groups.flat();
  const twice = members.find((node, index) => members.indexOf(node) !== index);
  if (twice !== undefined) {
    throw new RangeError(
      `The partition ${JSON.stringify(label)} lists node ${twice} twice; put it in one group.`,
    );
  }
}

function requireSoundClocks(rates: readonly number[], count: number): void {
  for (const rate of rates) {
    if (!(rate > 0 && rate < Infinity)) {
      throw new RangeError(`A clock rate must be a number above 0 (1 runs true); got ${rate}.`);
    }
  }
  if (rates.length > count) {
    throw new RangeError(`setup.clockRates lists ${rates.length} clocks for ${count} nodes.`);
  }
}

function requireLimit(setting: "untilTime" | "untilSteps", limit: number | undefined): void {
  if (limit !== undefined && !(limit >= 0)) {
    throw new RangeError(`setup.${setting} must not be negative; got ${limit}.`);
  }
}

function nodesIn<V extends Vocabulary>(action: Scheduled<V>["action"]): readonly number[] {
  switch (action.kind) {
    case "partition":
      return action.groups.flat();
    case "cut":
      return [...action.from, ...action.to];
    case "heal":
      return [];
    case "request":
    case "crash":
    case "restart":
    case "pause":
    case "resume":
      return [action.node];
  }
}
