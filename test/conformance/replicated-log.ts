import {
  nodes,
  seconds,
  type NodeId,
  type Property,
  type Protocol,
  type Vocabulary,
} from "../../src/core/index.ts";
import {
  among,
  appliedInOrder,
  atMostOnce,
  logAgreement,
  sessionHistory,
  type LogLens,
  type SessionLens,
} from "../../src/properties/index.ts";
import {
  shrinkStorm,
  weather,
  type Happening,
  type Run,
  type Storm,
  type Vessel,
} from "../../src/sim/index.ts";
import type { Workload } from "./replicated-log-work.ts";

/** What a replicated service means to its clients. */
export type Replicating<Operation> = Vocabulary & {
  readonly request:
    | {
        readonly kind: "execute" | "read";
        readonly client: number;
        readonly sequence: number;
        readonly command: Operation;
      }
    /** Whatever else the protocol takes, and the suite does not ask for. */
    | { readonly kind: "reconfigure" };
};

/** A protocol that claims to replicate a log, as the suite needs to know it. */
export interface LogCandidate<V extends Replicating<Operation>, Operation, Result> {
  readonly name: string;
  readonly nodes: number;
  readonly protocol: Protocol<V>;
  /** The nodes that keep to the protocol, of whom alone something is promised. By default all. */
  readonly correct?: readonly NodeId[];
  readonly logEventIn: LogLens<V>;
  readonly sessions: SessionLens<V, Operation, Result>;
  /** What its clients want, and what it must mean to them. */
  readonly work: Workload<Operation, Result>;
  /** What else it must not break. */
  readonly properties?: readonly Property<V>[];
}

/** The candidate, with what a replicated log must never break. */
function logVessel<V extends Replicating<Operation>, Operation, Result>({
  protocol,
  correct,
  logEventIn,
  properties = [],
}: LogCandidate<V, Operation, Result>): Vessel<V> {
  const all = [logAgreement(logEventIn), appliedInOrder(logEventIn), atMostOnce(logEventIn), ...properties];
  return {
    protocol,
    properties: correct === undefined ? all : all.map((property) => among(correct, property)),
  };
}

/** So long a candidate has to get over the last that happens to it in a storm. */
const grace = seconds(2);

function endOf<V extends Vocabulary>({ happenings }: Storm<V>): number {
  return (
    grace + Math.max(0, ...happenings.map((happening) => (happening.kind === "planned" ? happening.at : 0)))
  );
}

/** The candidate in a storm: what happened, and what was wrong about it, or null. */
export function weatherLog<V extends Replicating<Operation>, Operation, Result>(
  candidate: LogCandidate<V, Operation, Result>,
  storm: Storm<V>,
): { readonly run: Run<V>; readonly complaint: Complaint | null } {
  const run = weather({ ...logVessel(candidate), untilTime: endOf(storm) }, storm);
  return { run, complaint: complaintAbout(run, candidate) };
}

export interface Complaint {
  readonly kind: "unsafe" | "stuck";
  readonly problem: string;
}

function complaintAbout<V extends Replicating<Operation>, Operation, Result>(
  run: Run<V>,
  { sessions, work, nodes: count, correct = nodes(count) }: LogCandidate<V, Operation, Result>,
): Complaint | null {
  if (run.violation !== null) {
    const { property, problem } = run.violation;
    return { kind: "unsafe", problem: `${property}: ${problem}` };
  }
  // Whoever asks a faulty node has asked; what it answers, nobody need believe.
  const told = run.trace.events
    .filter((event) => event.kind === "request" || event.kind === "decide")
    .filter(({ kind, node }) => kind === "request" || correct.includes(node));
  const unsound = work.judge(sessionHistory(sessions, told));
  if (unsound !== null) return { kind: "unsafe", problem: unsound };
  // Liars are all the faults that a group with liars need bear: with a node down besides, it may stand still.
  const areUp = correct.every((node) => run.states[node] !== null);
  if (correct.length < count && !areUp) return null;
  const waiting = unserved(run, sessions, correct);
  return waiting.length === 0
    ? null
    : { kind: "stuck", problem: `${waiting.join(", ")} never answered after the storm` };
}

/** Each node has a late client of its own, which asks there once the storm is over. */
export const lateClient = (node: number): number => 100 + node;

/** The nodes that are up at the end and have not answered their late clients. */
function unserved<V extends Vocabulary, Operation, Result>(
  run: Run<V>,
  { answered }: SessionLens<V, Operation, Result>,
  correct: readonly NodeId[],
): readonly string[] {
  const served = new Set(run.decisions.map(({ decision }) => answered(decision)?.client));
  return run.states.flatMap((state, node) =>
    state === null || served.has(lateClient(node)) || !correct.includes(node) ? [] : [`node ${node}`],
  );
}

/** What went wrong, how to see it again, and as little of the storm as it takes. */
export function explainFailure<V extends Replicating<Operation>, Operation, Result>(
  candidate: LogCandidate<V, Operation, Result>,
  storm: Storm<V>,
  { kind }: Complaint,
): string {
  const fails = (smaller: Storm<V>): boolean =>
    endings(smaller) === endings(storm) && weatherLog(candidate, smaller).complaint?.kind === kind;
  const shrunk = shrinkStorm(storm, fails);
  return [
    `${candidate.name}, seed ${storm.seed}: ${weatherLog(candidate, shrunk).complaint?.problem}`,
    `It takes ${shrunk.happenings.length} of the storm's ${storm.happenings.length} happenings:`,
    ...shrunk.happenings.map((happening) => JSON.stringify(happening)),
  ].join("\n");

  /** A storm that does not end must stop nobody's progress: of what ends a fault, nothing is left out. */
  function endings({ happenings }: Storm<V>): number {
    return kind === "stuck" ? happenings.filter(isEnding).length : 0;
  }
}

function isEnding<V extends Vocabulary>(happening: Happening<V>): boolean {
  if (happening.kind === "strike") return false;
  const { action } = happening;
  if (action.kind === "request") return (action.request as { client: number }).client >= lateClient(0);
  return action.kind === "heal" || action.kind === "restart" || action.kind === "resume";
}
