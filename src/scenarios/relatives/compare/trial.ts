import { milliseconds, type Duration, type NodeId, type Vocabulary } from "../../../core/index.ts";
import { distributionOf, type Distribution } from "../../../monitoring/index.ts";
import { calmNetwork } from "../../../sim/index.ts";
import type { TallySystem } from "../../log/tally.ts";
import { watched } from "../../log/watched.ts";
import { Ledger, longestSilence, type Answered } from "./ledger.ts";
import { opening, type FaultSchedule, type Trouble } from "./schedule.ts";
import { spellsOf, strikes } from "./strike.ts";

export interface TrialOptions {
  readonly schedule: FaultSchedule;
  /** Of what the schedule leaves open: how long messages take, and timers run. */
  readonly seed: number;
  /** So many clients a second ask, one after the other, for one command each; by default 100. */
  readonly rate?: number;
}

/** What came of a schedule, as clients see it. */
export interface TrialReport {
  readonly asked: number;
  readonly answered: number;
  /** How many commands were executed, as far as clients know. */
  readonly executed: number;
  /** From asking to the answer, however often a client had to ask. */
  readonly latency: Distribution;
  readonly answers: readonly Answered[];
  /** Said between nodes, whatever for, for each command that was answered. */
  readonly messages: number;
  /** The longest time in which nobody was answered. */
  readonly gap: Duration;
  readonly troubles: readonly Suffered[];
  /** Commands that were answered and are gone. Must be none. */
  readonly lost: number;
  /** Commands that were executed twice. Must be none. */
  readonly doubled: number;
  /** What was broken of all that a replicated log promises; null if nothing was. */
  readonly problem: string | null;
}

/** A trouble, and what came of it. */
export interface Suffered {
  readonly trouble: Trouble;
  /** Whom it struck. */
  readonly victims: readonly NodeId[];
  /** The longest time in which nobody was answered, from its beginning until the next trouble. */
  readonly gap: Duration;
}

/** How long a client waits to be answered before it asks the next node. */
const clientPatience: Duration = milliseconds(500);

/** How long after clients have stopped asking the last of them may be answered. */
const grace: Duration = milliseconds(1_500);

export function trialOf<V extends Vocabulary>(
  system: TallySystem<V>,
  nodes: number,
  { schedule, seed, rate = 100 }: TrialOptions,
): TrialReport {
  const { troubles, until } = schedule;
  const endsAt = until + grace;
  const ledger = new Ledger(system);
  const struck = new Map<Trouble, readonly NodeId[]>();
  let messages = 0;
  const { run } = watched(system, {
    nodes,
    seed,
    network: { ...calmNetwork, spells: spellsOf(schedule) },
    endsAt,
    trace: "off",
    story: (clients, meter) => [
      ...clients.asking(rate, opening, until),
      ...clients.impatient(clientPatience, opening, endsAt),
      ...strikes(schedule, {
        nodes,
        clients,
        leader: () => meter.leader,
        struck: (trouble, victims) => struck.set(trouble, victims),
      }),
    ],
    observer: (event) => {
      ledger.observe(event);
      if (event.kind === "send" && event.to !== event.node) messages++;
    },
  });
  const { asked, answers, executed, lost, doubled } = ledger;
  // Nobody asks after that, so nobody need be answered.
  const silence = (from: number, to: number) => longestSilence(answers, from, Math.min(to, until));
  return {
    asked,
    answered: answers.length,
    executed,
    latency: distributionOf(answers.map(({ took }) => took)),
    answers,
    messages: messages / Math.max(1, answers.length),
    gap: silence(answers[0]?.at ?? opening, until),
    troubles: troubles.map((trouble, nth) => ({
      trouble,
      victims: struck.get(trouble) ?? [],
      gap: silence(trouble.from, troubles[nth + 1]?.from ?? until),
    })),
    lost,
    doubled,
    problem: run.violation?.problem ?? null,
  };
}
