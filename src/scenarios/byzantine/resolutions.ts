import {
  milliseconds,
  nodes,
  seconds,
  type Duration,
  type NodeId,
  type Service,
  type Time,
} from "../../core/index.ts";
import { among, logAgreement, onlyAskedExecuted } from "../../properties/index.ts";
import { byzantineGroup, withFaulty, type Faulty, type Group } from "../../protocols/byzantine/index.ts";
import {
  askedAndExecuted,
  logEventIn,
  pbft,
  type Pbft,
  type Rules,
  type Timing,
} from "../../protocols/pbft/index.ts";
import { simulate, type Run, type Scheduled } from "../../sim/index.ts";
import { committee } from "../bmc/takeover.ts";
import { wards } from "../bmc/wards.ts";
import { countMessages, type Scenario, type SeededOptions } from "../scenario.ts";

/** The corporation's book of resolutions, of which every ward has a copy: what is moved is entered with the next number. */
export const resolutionBook: Service<readonly string[], string, string> = {
  name: "book of resolutions",
  initial: [],
  apply: (book, plan) => ({ state: [...book, plan], result: `resolution ${book.length + 1}: ${plan}` }),
};

export type Resolving = Pbft<readonly string[], string, string>;

/** Somebody moves a plan, at the telegraph desk of this ward, and waits for the answer. */
export interface Motion {
  readonly plan: string;
  readonly node: NodeId;
  readonly at: Time;
}

export interface ResolutionOptions extends SeededOptions {
  /** By default four wards of which one may be faulty. */
  readonly group: Group;
  readonly faulty: Faulty<Resolving>;
  readonly motions: readonly Motion[];
  /** What else happens: whoever is cut off, or dies. */
  readonly happenings: readonly Scheduled<Resolving>[];
  readonly rules: Partial<Rules<string>>;
  /** Where nothing is lost nobody needs to say how far it is: by default replicas hardly ever do. */
  readonly timing: Partial<Timing>;
  readonly checkpointEvery: number;
  /** What every message takes at least, and what it may take longer. */
  readonly latency: Duration;
  readonly jitter: Duration;
  readonly untilTime: Time;
}

export interface ResolutionSummary {
  /** By ward that keeps to the protocol: what it has entered in its book, in order. */
  readonly books: Readonly<Record<string, readonly string[]>>;
  readonly answers: readonly Answer[];
  /** How the books of two correct wards differ, or what else is wrong with them; null if all is well. */
  readonly problem: string | null;
  readonly messages: Readonly<Record<string, number>>;
}

/** What somebody was told, and how long after asking. */
export interface Answer {
  readonly plan: string;
  readonly result: string;
  readonly after: Duration;
}

/** PBFT keeps the book of resolutions. */
export const resolutions: Scenario<ResolutionOptions, Resolving, ResolutionSummary> = {
  name: "resolutions",
  title: "The book of resolutions",
  defaults: {
    seed: 1,
    group: byzantineGroup(4),
    faulty: {},
    motions: [{ plan: "drains", node: 3, at: 0 }],
    happenings: [],
    rules: {},
    timing: { patience: milliseconds(100), retry: milliseconds(60), status: seconds(1) },
    checkpointEvery: 100,
    latency: milliseconds(10),
    jitter: 0,
    untilTime: seconds(2),
  },
  run(changes = {}) {
    const options = { ...resolutions.defaults, ...changes };
    const { seed, group, faulty, motions, happenings, rules, checkpointEvery, latency, jitter } = options;
    const timing = { ...resolutions.defaults.timing, ...options.timing };
    const names = namesOf(group);
    const correct = nodes(group.nodes).filter((node) => faulty[node] === undefined);
    const run = simulate<Resolving>({
      protocol: withFaulty(pbft({ group, service: resolutionBook, rules, timing, checkpointEvery }), faulty),
      nodes: names,
      seed,
      network: {
        latency: { kind: "uniform", min: latency, max: latency + jitter },
        loss: 0,
        duplication: 0,
        ordering: "any",
      },
      schedule: [...happenings, ...motions.map(asked)],
      properties: [
        among(correct, logAgreement<Resolving>(logEventIn)),
        among(correct, onlyAskedExecuted<Resolving>(askedAndExecuted())),
      ],
      untilTime: options.untilTime,
    });
    return {
      title: resolutions.title,
      trace: run.trace,
      summary: summarise(run, names, correct, motions),
      groupOf: (node) => names[node]!,
      run,
    };
  },
};

/** The committee's five, then the other wards of the city. */
function namesOf({ nodes }: Group): readonly string[] {
  const known: readonly string[] = committee;
  return [...known, ...wards.filter((ward) => !known.includes(ward))].slice(0, nodes);
}

/** Each motion is one client's only one. */
const asked = ({ plan, node, at }: Motion, client: number): Scheduled<Resolving> => ({
  at,
  action: { kind: "request", node, request: { kind: "execute", client, sequence: 1, command: plan } },
});

function summarise(
  { trace, decisions, violation }: Run<Resolving>,
  names: readonly string[],
  correct: readonly NodeId[],
  motions: readonly Motion[],
): ResolutionSummary {
  const books: Record<string, string[]> = Object.fromEntries(correct.map((node) => [names[node]!, []]));
  const answers: Answer[] = [];
  for (const { node, at, decision } of decisions) {
    if (decision.kind === "executed")
      books[names[node]!]?.push(...decision.executed.map(({ command }) => command));
    if (decision.kind !== "answered") continue;
    const { plan, at: askedAt } = motions[decision.client]!;
    answers.push({ plan, result: decision.result, after: at - askedAt });
  }
  return {
    books,
    answers,
    problem: violation && (difference(decisions, names, correct) ?? violation.problem),
    messages: countMessages(trace).sent,
  };
}

/** The first number at which two correct wards have not executed the same. */
function difference(
  decisions: Run<Resolving>["decisions"],
  names: readonly string[],
  correct: readonly NodeId[],
): string | null {
  const known = new Map<number, { readonly ward: string; readonly digest: string; readonly what: string }>();
  for (const { node, decision } of decisions) {
    if (decision.kind !== "executed" || !correct.includes(node)) continue;
    const { sequence, digest, executed } = decision;
    const ward = names[node]!;
    const what = executed.map(({ command }) => command).join(" and ") || "nothing";
    const before = known.get(sequence);
    if (before === undefined) known.set(sequence, { ward, digest, what });
    else if (before.digest !== digest) {
      return `Number ${sequence} is ${before.what} at ${before.ward}’s, and ${what} at ${ward}’s.`;
    }
  }
  return null;
}
