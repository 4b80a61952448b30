import { formatDuration, type Duration, type NodeId, type Time, type Vocabulary } from "../core/index.ts";
import type { Stage } from "./stage.ts";
import type { Trace } from "./trace.ts";

/** What came of a simulation. */
export interface Run<V extends Vocabulary> {
  /** All events, or none if the set-up turned the trace off. */
  readonly trace: Trace<V>;
  /** The state of each node at the end; null for one that is down. */
  readonly states: readonly (V["state"] | null)[];
  /** What each node's disk holds at the end; null for one that never wrote. */
  readonly disks: readonly (V["persisted"] | null)[];
  readonly decisions: readonly Decided<V>[];
  /** Virtual time at the end. */
  readonly endedAt: Time;
  readonly ended: Ending;
  /** How long each node was busy with the steps it has done, in true time; all 0 without a work model. */
  readonly busy: readonly Duration[];
  /** How many inputs nodes have reacted to. */
  readonly steps: number;
  /** The property that failed, if one did; the trace then ends with the event that broke it. */
  readonly violation: Violation | null;
}

/** What the stage has seen, as a run. */
export function report<V extends Vocabulary>(
  stage: Stage<V>,
  { ended, ...heading }: Omit<Trace<V>, "events"> & { readonly ended: Ending },
): Run<V> {
  const { broken, now, eventCount } = stage;
  const { seed } = heading;
  return {
    trace: { ...heading, events: stage.events },
    states: stage.hosts.map((host) => host.state),
    disks: stage.hosts.map((host) => host.disk),
    decisions: stage.decisions,
    endedAt: now,
    ended,
    busy: stage.hosts.map((host) => host.busyFor),
    steps: stage.steps,
    violation: broken && { ...broken, seed, at: now, events: eventCount },
  };
}

export interface Decided<V extends Vocabulary> {
  readonly node: NodeId;
  readonly at: Time;
  readonly decision: V["decision"];
}

export type Ending =
  /** Nothing more was going to happen. */
  | "quiet"
  /** `untilTime` or `untilSteps` of the set-up was reached. */
  | "time limit"
  | "step limit"
  | "violation";

export interface Violation {
  readonly property: string;
  /** What is wrong, in one sentence. */
  readonly problem: string;
  /** The seed that leads to it again; null if the run was a script, which needs none. */
  readonly seed: number | null;
  readonly at: Time;
  /** How many events it took: the first `events` of the trace are the shortest failing prefix. */
  readonly events: number;
}

/** A property of a protocol that a run has broken; the message says with which seed. */
export class PropertyViolation extends Error {
  override readonly name = "PropertyViolation";
  readonly violation: Violation;

  constructor(violation: Violation) {
    const { property, problem, seed, at, events } = violation;
    super(
      `${property} is violated: ${problem} ` +
        (seed === null
          ? `(after ${events} events; the same script replays it.)`
          : `(seed ${seed}, after ${events} events, at ${formatDuration(at)}; the same set-up and seed replay it.)`),
    );
    this.violation = violation;
  }
}

/**
 * The run itself, if all its properties held.
 *
 * @throws PropertyViolation otherwise.
 */
export function requireHeld<V extends Vocabulary>(run: Run<V>): Run<V> {
  if (run.violation !== null) throw new PropertyViolation(run.violation);
  return run;
}
