import type { Model } from "../../check/index.ts";
import { milliseconds, nodes as nodesOf, type Effect, type NodeId, type Protocol } from "../../core/index.ts";
import { among, appliedInOrder, logAgreement } from "../../properties/index.ts";
import { byzantineGroup, sayingAll, withFaulty, type Letter } from "../../protocols/byzantine/index.ts";
import { logEventIn, pbft, type Rules } from "../../protocols/pbft/index.ts";
import { carriedOver } from "./carried-over.ts";
import { echoesTo, forgetfulViewChange, lettersOf } from "./pbft-letters.ts";
import { resolutionBook, type Resolving } from "./resolutions.ts";

export interface AmongLiars {
  /** The names of the replicas; the first is the primary. */
  readonly names: readonly string[];
  /** How many of them lie: the primary, and then the last ones. */
  readonly liars: number;
  /** What clients have asked for. */
  readonly plans: readonly string[];
  /** How many sequence numbers there are. */
  readonly numbers: number;
  /**
   * By default 1: view 0 alone. With 2, the correct replicas may lose patience at any moment, and its primary begins view 1:
   * so far and no further.
   */
  readonly views?: 1 | 2;
  /** Who may lose patience; by default all. */
  readonly impatient?: readonly NodeId[];
  readonly rules?: Partial<Rules<string>>;
  /** Whether liars also hand each replica's own prepares back to it. By default they do not. */
  readonly echoes?: boolean;
  /** By default all letters. */
  readonly said?: (letter: Letter<Resolving["message"]>) => boolean;
  /** What correct replicas say to each other that arrives, sooner or later or never; the rest is lost. By default all. */
  readonly arrives?: (letter: Letter<Resolving["message"]>) => boolean;
}

interface Correct {
  readonly correct: readonly NodeId[];
}

/**
 * PBFT with a primary that may say anything to anybody about what its clients have asked for, and further liars that
 * bear it out; in every order of events.
 *
 * In one view nothing is left out that could matter: what liars say comes in any order or not at all, whoever it is said
 * to. In two views, liars claim that nothing has prepared at them, and show no certificates of others.
 */
export function pbftAmongLiars({
  names,
  liars: count,
  plans,
  numbers,
  views = 1,
  rules = {},
  echoes = false,
  said = () => true,
  arrives = () => true,
  impatient = nodesOf(names.length),
}: AmongLiars): Model<Resolving> & {
  readonly nodes: readonly string[];
  readonly correct: readonly NodeId[];
} {
  const everybody = nodesOf(names.length);
  const liars = [0, ...everybody.slice(names.length - count + 1)].slice(0, count);
  const correct = everybody.filter((node) => !liars.includes(node));
  const subjects = { plans, sequences: nodesOf(numbers).map((nth) => nth + 1) };
  const lettersFrom = (liar: NodeId) =>
    correct.flatMap((to) => [
      ...lettersOf(liar, to, subjects),
      ...(echoes ? echoesTo(to, subjects) : []),
      ...(views === 1 ? [] : [forgetfulViewChange(liar, to)]),
    ]);
  const protocol = pbft<readonly string[], string, string>({
    group: byzantineGroup(names.length),
    service: resolutionBook,
    rules,
  });
  const faulty = Object.fromEntries(
    liars.map((liar) => [liar, sayingAll<Resolving>(lettersFrom(liar).filter(said))]),
  );
  return {
    protocol: withFaulty<Resolving>(
      amongThemselves(protocol, { correct, views, arrives, impatient }),
      faulty,
    ),
    nodes: names,
    correct,
    properties: [
      among(correct, logAgreement<Resolving>(logEventIn)),
      among(correct, appliedInOrder<Resolving>(logEventIn)),
      ...(views === 1 ? [] : [among(correct, carriedOver)]),
    ],
    timers: views === 1 ? "off" : "any moment",
    within: {
      name: views === 1 ? "view 0" : "view 0, and the beginning of view 1",
      message: (message) => !("view" in message) || message.view === 0 || isBeginning(message, views),
    },
  };
}

function isBeginning({ kind, view }: Placed, views: number): boolean {
  return view < views && (kind === "view-change" || kind === "new-view");
}

type Placed = Extract<Resolving["message"], { readonly view: number }>;

/** What liars take no notice of is not said to them, nor replies to clients; and impatience needs no reason. */
function amongThemselves(
  protocol: Protocol<Resolving>,
  {
    correct,
    views,
    arrives,
    impatient,
  }: Required<Pick<AmongLiars, "views" | "arrives" | "impatient">> & Correct,
): Protocol<Resolving> {
  const isKept = (effect: Effect<Resolving>): boolean => {
    if (effect.kind !== "send") return effect.kind === "decide";
    return correct.includes(effect.to) && effect.message.kind !== "reply" && arrives(effect);
  };
  const impatience: Effect<Resolving> = {
    kind: "set-timer",
    timer: "view change",
    after: { min: milliseconds(200), max: milliseconds(250) },
  };
  return {
    name: protocol.name,
    initial: (self) => protocol.initial(self),
    step(state, input, context) {
      const { state: next, effects } = protocol.step(state, input, context);
      const kept = effects.filter(isKept);
      const wakes = input.kind === "start" && views > 1 && impatient.includes(context.self);
      return { state: next, effects: wakes ? [...kept, impatience] : kept };
    },
  };
}
